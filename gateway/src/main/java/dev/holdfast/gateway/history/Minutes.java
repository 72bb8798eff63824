package dev.holdfast.gateway.history;

import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Series;
import dev.holdfast.gauge.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes counts by minute. They are read anew from the gauges each time and written as they are,
 * not added: a minute that was written before is replaced by what it has become, so that neither a
 * lost commit nor a killed process counts anything twice, and minutes that could not be written are
 * written later. Confined to the writing thread.
 */
final class Minutes {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  /** A day minus what the gauges round at its older end. */
  private static final Duration KNOWN = Duration.ofHours(23);

  /** How many minutes go into one transaction. */
  private static final int AT_ONCE = 60;

  private final Map<Name, Long> ids = new HashMap<>();
  private long next;

  /** What one count is of, as it is written: versions of callers are not told apart. */
  private record Name(Place place, String measure, String code, String origin) {
    static Name of(Series series) {
      Measure measure = series.measure();
      return new Name(
          new Place(series.lane().endpoint(), series.lane().model(), series.lane().key()),
          measure.name().toLowerCase(Locale.ROOT),
          series.code().label(),
          series.origin().slug());
    }
  }

  private record Place(String endpoint, String model, String key) {}

  /** The database knows nothing of what was written so far. */
  void forget() {
    ids.clear();
    next = 0;
  }

  /** Names may have been swept away, by another gateway perhaps: they are asked for again. */
  void ask() {
    ids.clear();
  }

  /**
   * Writes the minutes that may have grown, the oldest first.
   *
   * @return whether there are more
   */
  boolean write(Database database, long run, Snapshot snapshot) {
    long now = snapshot.at().getEpochSecond();
    Instant oldest = snapshot.at().minus(KNOWN);
    Instant since = snapshot.since().isBefore(oldest) ? oldest : snapshot.since();
    long first = Math.max(next, floor(since.getEpochSecond(), MINUTE));
    long end = Math.min(now, first + (long) AT_ONCE * MINUTE);
    Map<Long, Map<Name, Long>> counts = new HashMap<>();
    for (long minute = first; minute < end; minute += MINUTE) {
      counts.put(minute, counted(snapshot, minute));
    }
    try {
      database.write(handle -> write(handle, run, counts));
    } catch (RuntimeException e) {
      // What was not committed may have been new names.
      ids.clear();
      throw e;
    }
    // A stopped thread may tell of the last minute late: it is looked at once more.
    next = Math.max(first, Math.min(end, floor(now, MINUTE) - MINUTE));
    return end < now;
  }

  private static Map<Name, Long> counted(Snapshot snapshot, long minute) {
    Map<Name, Long> sums = new HashMap<>();
    Instant from = Instant.ofEpochSecond(minute);
    snapshot
        .between(from, from.plusSeconds(MINUTE))
        .forEach((series, count) -> sums.merge(Name.of(series), count, Long::sum));
    return sums;
  }

  private int write(Handle handle, long run, Map<Long, Map<Name, Long>> counts) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO rollup_1m (ts, series, run, n) VALUES (:ts, :series, :run, :n)"
                + " ON CONFLICT (ts, series, run) DO UPDATE SET n = excluded.n")) {
      counts.forEach((minute, sums) ->
          sums.forEach((name, count) ->
              batch
                  .bind("ts", minute)
                  .bind("series", id(handle, name))
                  .bind("run", run)
                  .bind("n", count)
                  .add()));
      if (batch.size() == 0) {
        return 0;
      }
      long first = counts.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
      Rollups.again(handle, floor(first, HOUR));
      return batch.execute().length;
    }
  }

  private long id(Handle handle, Name name) {
    Long known = ids.get(name);
    if (known != null) {
      return known;
    }
    named(
            handle.createUpdate(
                "INSERT INTO series (endpoint, model, key, measure, code, origin)"
                    + " VALUES (:endpoint, :model, :key, :measure, :code, :origin)"
                    + " ON CONFLICT (endpoint, model, key, measure, code, origin) DO NOTHING"),
            name)
        .execute();
    long id =
        named(
                handle.createQuery(
                    "SELECT id FROM series WHERE endpoint = :endpoint AND model = :model"
                        + " AND key = :key AND measure = :measure AND code = :code"
                        + " AND origin = :origin"),
                name)
            .mapTo(Long.class)
            .one();
    ids.put(name, id);
    return id;
  }

  private static <S extends SqlStatement<S>> S named(S statement, Name name) {
    return statement
        .bind("endpoint", name.place().endpoint())
        .bind("model", name.place().model())
        .bind("key", name.place().key())
        .bind("measure", name.measure())
        .bind("code", name.code())
        .bind("origin", name.origin());
  }

  private static long floor(long second, int step) {
    return Math.floorDiv(second, step) * step;
  }
}
