package dev.holdfast.gateway.history;

import dev.holdfast.gateway.page.Letter;
import dev.holdfast.gateway.page.LetterJson;
import dev.holdfast.gateway.page.OutboxStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What alerts must not forget, in the history: the memory of the rules and the letters that did not
 * arrive yet. Both change in one transaction, or a process that dies between them would remember to
 * have told what nobody was told. Each gateway has its own.
 */
public final class AlertStore implements OutboxStore {
  /** The first question also waits until the database is open. */
  private static final int PATIENCE_SECONDS = 20;

  private static final String THIS =
      " WHERE instance = :instance AND sink = :sink AND dedup_key = :key AND action = :action"
          + " AND created_at = :created";

  private final History history;
  private final String instance;

  /** That of the gateway that keeps this history. */
  public AlertStore(History history) {
    this(history, history.identity().instance());
  }

  /** That of whoever has a name. */
  AlertStore(History history, String instance) {
    this.history = history;
    this.instance = instance;
  }

  @Override
  public Saved load() {
    return kept(history.change(handle -> new Saved(memory(handle), letters(handle))));
  }

  @Nullable String memory(Handle handle) {
    return handle
        .createQuery("SELECT body FROM alert_memory WHERE instance = :instance")
        .bind("instance", instance)
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  private List<Letter> letters(Handle handle) {
    return handle
        .createQuery("SELECT body FROM outbox WHERE instance = :instance ORDER BY id")
        .bind("instance", instance)
        .mapTo(String.class)
        .map(LetterJson::read)
        .list();
  }

  @Override
  public void save(String memory, List<Letter> added, Collection<Letter> gone) {
    kept(
        history.change(handle -> {
          save(handle, memory, added, gone);
          return true;
        }));
  }

  /** The same within a transaction. */
  void save(Handle handle, String memory, List<Letter> added, Collection<Letter> gone) {
    handle
        .createUpdate(
            "INSERT INTO alert_memory (instance, at, body) VALUES (:instance, :at, :body)"
                + " ON CONFLICT (instance) DO UPDATE SET at = excluded.at,"
                + " body = excluded.body")
        .bind("instance", instance)
        .bind("at", Instant.now().toEpochMilli())
        .bind("body", memory)
        .execute();
    gone.forEach(letter -> delete(handle, letter));
    added.forEach(letter -> insert(handle, letter));
  }

  private void insert(Handle handle, Letter letter) {
    handle
        .createUpdate(
            "INSERT INTO outbox (instance, sink, dedup_key, action, body, created_at,"
                + " expires_at, next_at, attempts) VALUES (:instance, :sink, :key,"
                + " :action, :body, :created, :expires, :next, :attempts)")
        .bindMap(name(letter))
        .bind("body", LetterJson.write(letter))
        .bind("expires", letter.expires().toEpochMilli())
        .bind("next", letter.due().toEpochMilli())
        .bind("attempts", letter.tries())
        .execute();
  }

  @Override
  public void update(Letter letter) {
    kept(
        history.change(handle ->
            handle
                .createUpdate(
                    "UPDATE outbox SET body = :body, next_at = :next, attempts = :attempts" + THIS)
                .bindMap(name(letter))
                .bind("body", LetterJson.write(letter))
                .bind("next", letter.due().toEpochMilli())
                .bind("attempts", letter.tries())
                .execute()));
  }

  @Override
  public void remove(Letter letter) {
    kept(
        history.change(handle -> {
          delete(handle, letter);
          return true;
        }));
  }

  private void delete(Handle handle, Letter letter) {
    handle.createUpdate("DELETE FROM outbox" + THIS).bindMap(name(letter)).execute();
  }

  /** What tells a letter from all others. */
  private Map<String, Object> name(Letter letter) {
    return Map.of(
        "instance", instance,
        "sink", letter.sink(),
        "key", letter.key(),
        "action", letter.news().what().name().toLowerCase(Locale.ROOT),
        "created", letter.news().at().toEpochMilli());
  }

  /** Waits for a change, for a while. */
  static <T> T kept(CompletableFuture<T> change) {
    try {
      return change.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(Trouble.of(e), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the history is too slow to keep alerts", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
