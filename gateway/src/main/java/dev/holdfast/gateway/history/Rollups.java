package dev.holdfast.gateway.history;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Sums minutes into hours and hours into days. A sum is always made anew from all of its parts, and
 * a mark moves in the same transaction: it says up to where sums are right. Who writes a part that
 * is older sets the mark back. Several gateways may do all this at once, for whoever moves a mark
 * waits for the other.
 */
final class Rollups {
  private static final int HOUR = 3600;
  private static final int DAY = 24 * HOUR;
  private static final Duration LATE = Duration.ofMinutes(5);

  /** How many sums go into one transaction. */
  private static final int AT_ONCE = 24;

  private Rollups() {}

  /** One step up. */
  private record Step(String from, String to, int seconds) {
    static final Step HOURS = new Step("rollup_1m", "rollup_1h", HOUR);
    static final Step DAYS = new Step("rollup_1h", "rollup_1d", DAY);
  }

  /** Minutes of this hour were written: its sum is not right any more, if there is one. */
  static void again(Handle handle, long hour) {
    setBack(handle, Step.HOURS, hour);
  }

  /** Makes all sums whose time is over. */
  static void roll(Database database, Instant now) {
    for (Step step : new Step[] {Step.HOURS, Step.DAYS}) {
      long whole = Math.floorDiv(now.minus(LATE).getEpochSecond(), step.seconds());
      long end = whole * step.seconds();
      while (database.write(handle -> roll(handle, step, end))) {
        // Some more.
      }
    }
  }

  private static boolean roll(Handle handle, Step step, long end) {
    long mark = mark(handle, step);
    long oldest = oldest(handle, step, mark);
    long from = Math.floorDiv(Math.max(mark, Math.min(oldest, end)), step.seconds());
    long first = from * step.seconds();
    long to = Math.min(end, first + (long) AT_ONCE * step.seconds());
    for (long ts = first; ts < to; ts += step.seconds()) {
      sum(handle, step, ts);
    }
    if (to > mark) {
      move(handle, step, to);
    }
    if (first < to && step.equals(Step.HOURS)) {
      setBack(handle, Step.DAYS, Math.floorDiv(first, DAY) * DAY);
    }
    return to < end;
  }

  private static void sum(Handle handle, Step step, long ts) {
    handle
        .createUpdate(
            ("INSERT INTO %s (ts, series, n) SELECT :ts, series, SUM(n) FROM %s"
                    + " WHERE ts >= :ts AND ts < :end GROUP BY series"
                    + " ON CONFLICT (ts, series) DO UPDATE SET n = excluded.n")
                .formatted(step.to(), step.from()))
        .bind("ts", ts)
        .bind("end", ts + step.seconds())
        .execute();
  }

  /** Up to where the sums are right. Locks the mark until the transaction ends. */
  private static long mark(Handle handle, Step step) {
    handle
        .createUpdate("UPDATE mark SET at = at WHERE name = :name")
        .bind("name", step.to())
        .execute();
    return handle
        .createQuery("SELECT at FROM mark WHERE name = :name")
        .bind("name", step.to())
        .mapTo(Long.class)
        .one();
  }

  private static long oldest(Handle handle, Step step, long from) {
    return handle
        .createQuery("SELECT MIN(ts) FROM " + step.from() + " WHERE ts >= :from")
        .bind("from", from)
        .mapTo(Long.class)
        .findOne()
        .orElse(Long.MAX_VALUE);
  }

  private static void move(Handle handle, Step step, long to) {
    handle
        .createUpdate("UPDATE mark SET at = :at WHERE name = :name")
        .bind("at", to)
        .bind("name", step.to())
        .execute();
  }

  private static void setBack(Handle handle, Step step, long to) {
    handle
        .createUpdate("UPDATE mark SET at = :at WHERE name = :name AND at > :at")
        .bind("at", to)
        .bind("name", step.to())
        .execute();
  }
}
