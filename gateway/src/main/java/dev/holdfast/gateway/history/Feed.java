package dev.holdfast.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The feed: what happened, in the order it was written. */
public final class Feed {
  private static final int MOST = 500;

  private final History history;

  /** The feed of a history. */
  public Feed(History history) {
    this.history = history;
  }

  /**
   * A line of it.
   *
   * @param id grows; ask for what comes after it
   */
  public record Line(long id, Occurrence occurrence) {}

  /**
   * What was written after an entry, oldest first.
   *
   * @param id 0 for all there is
   * @param most at most so many, and never more than 500
   */
  public List<Line> after(long id, int most) throws HistoryOff {
    return lines("WHERE id > :edge ORDER BY id LIMIT :most", id, most);
  }

  /** The newest since a moment, newest first. */
  public List<Line> since(Instant from, int most) throws HistoryOff {
    return lines(
        "WHERE at >= :edge ORDER BY at DESC, id DESC LIMIT :most", from.toEpochMilli(), most);
  }

  /** What happened between two moments, newest first. */
  public List<Line> between(Instant from, Instant to, int most) throws HistoryOff {
    return lines(
        "WHERE at >= :edge AND at < %d ORDER BY at DESC, id DESC LIMIT :most"
            .formatted(to.toEpochMilli()),
        from.toEpochMilli(),
        most);
  }

  /** The last of a kind before a moment; null if there was none. */
  public @Nullable Line last(Occurrence.Kind kind, Instant before) throws HistoryOff {
    List<Line> last =
        lines(
            "WHERE at < :edge AND kind = '%s' ORDER BY at DESC, id DESC LIMIT :most"
                .formatted(kind.slug()),
            before.toEpochMilli(),
            1);
    return last.isEmpty() ? null : last.get(0);
  }

  private List<Line> lines(String which, long edge, int most) throws HistoryOff {
    return history.read(handle ->
        handle
            .createQuery("SELECT id, at, kind, scope, severity, title, body FROM event " + which)
            .bind("edge", edge)
            .bind("most", Math.min(most, MOST))
            .map((row, context) -> line(row))
            .list());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        new Occurrence(
            Instant.ofEpochMilli(row.getLong("at")),
            Occurrence.Kind.of(row.getString("kind")),
            row.getString("scope"),
            row.getString("severity"),
            row.getString("title"),
            row.getString("body")));
  }

  /** Whether the same was told before, in an earlier life perhaps. */
  static boolean has(Handle handle, Occurrence told) {
    return handle
        .createQuery(
            "SELECT 1 FROM event WHERE at = :at AND kind = :kind AND scope = :scope LIMIT 1")
        .bind("at", told.at().toEpochMilli())
        .bind("kind", told.kind().slug())
        .bind("scope", told.scope())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void write(Handle handle, long run, long number, Occurrence told) {
    handle
        .createUpdate(
            "INSERT INTO event (run, seq, at, kind, scope, severity, title, body)"
                + " VALUES (:run, :seq, :at, :kind, :scope, :severity, :title, :body)"
                + " ON CONFLICT (run, seq) DO NOTHING")
        .bind("run", run)
        .bind("seq", number)
        .bind("at", told.at().toEpochMilli())
        .bind("kind", told.kind().slug())
        .bind("scope", told.scope())
        .bind("severity", told.severity())
        .bind("title", told.title())
        .bind("body", told.body())
        .execute();
  }
}
