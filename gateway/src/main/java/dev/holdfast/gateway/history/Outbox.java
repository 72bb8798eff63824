package dev.holdfast.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Messages that must be delivered, also after a restart. Each gateway delivers its own. All futures
 * fail while the history is off.
 */
public final class Outbox {
  private static final int MOST = 500;

  private final History history;
  private final String instance;

  /** Those of the gateway that keeps this history. */
  public Outbox(History history) {
    this.history = history;
    this.instance = history.identity().instance();
  }

  /**
   * A message.
   *
   * @param sink the name of the sink it goes to
   * @param key the alert's key; messages of one key keep their order
   * @param action {@code trigger}, {@code resolve} or another word of the sender's
   * @param body what the sender needs to make the message
   * @param created when it was put in
   * @param expires when it is not worth delivering any more
   */
  public record Message(
      String sink, String key, String action, String body, Instant created, Instant expires) {}

  /**
   * A message in the box.
   *
   * @param id grows: the order of delivery
   * @param attempts how often delivery was tried
   * @param next when it is tried next
   * @param trouble why it failed the last time; null if it was not tried
   */
  public record Letter(
      long id, Message message, int attempts, Instant next, @Nullable String trouble) {}

  /** Puts a message in; done once it is on the disk. */
  public CompletableFuture<Long> put(Message message) {
    return history.change(handle ->
        handle
            .createUpdate(
                "INSERT INTO outbox (instance, sink, dedup_key, action, body, created_at,"
                    + " expires_at, next_at, attempts) VALUES (:instance, :sink, :key, :action,"
                    + " :body, :created, :expires, :created, 0)")
            .bind("instance", instance)
            .bind("sink", message.sink())
            .bind("key", message.key())
            .bind("action", message.action())
            .bind("body", message.body())
            .bind("created", message.created().toEpochMilli())
            .bind("expires", message.expires().toEpochMilli())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  /** All that is in the box, in order, at most 500. */
  public CompletableFuture<List<Letter>> all() {
    return history.change(handle ->
        handle
            .createQuery("SELECT * FROM outbox WHERE instance = :instance ORDER BY id LIMIT :most")
            .bind("instance", instance)
            .bind("most", MOST)
            .map((row, context) -> letter(row))
            .list());
  }

  private static Letter letter(ResultSet row) throws SQLException {
    Message message =
        new Message(
            row.getString("sink"),
            row.getString("dedup_key"),
            row.getString("action"),
            row.getString("body"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("expires_at")));
    return new Letter(
        row.getLong("id"),
        message,
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("next_at")),
        row.getString("trouble"));
  }

  /** It could not be delivered and is to be tried again. */
  public CompletableFuture<Integer> again(long id, Instant next, String trouble) {
    return history.change(handle ->
        handle
            .createUpdate(
                "UPDATE outbox SET attempts = attempts + 1, next_at = :next,"
                    + " trouble = :trouble WHERE id = :id")
            .bind("id", id)
            .bind("next", next.toEpochMilli())
            .bind("trouble", trouble)
            .execute());
  }

  /** It was delivered, or is not wanted any more. */
  public CompletableFuture<Integer> remove(long id) {
    return history.change(handle -> handle.execute("DELETE FROM outbox WHERE id = ?", id));
  }
}
