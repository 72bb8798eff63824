package dev.holdfast.gateway.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what is too old, in portions: each is a short transaction, so that writing goes on in
 * between.
 */
final class Sweep {
  private static final Duration MINUTES = Duration.ofDays(7);
  private static final Duration HOURS = Duration.ofDays(90);
  private static final Duration CALLS = Duration.ofDays(7);
  private static final int PORTION = 5_000;

  /** Of one sweep; the next one comes in an hour. */
  private static final int PORTIONS = 200;

  private static final int PAGES = 2_000;

  private final Duration days;

  /**
   * A sweep.
   *
   * @param days how long events, incidents, alerts and sums by day are kept
   */
  Sweep(int days) {
    this.days = Duration.ofDays(days);
  }

  void tidy(Database database, Instant now) {
    long old = now.minus(days).toEpochMilli();
    sums(database, "rollup_1m", now.minus(MINUTES), 2 * 3600);
    sums(database, "rollup_1h", now.minus(HOURS), 24 * 3600);
    sums(database, "rollup_1d", now.minus(days), 24 * 3600);
    rows(database, "event", "id", "at < :old", old);
    rows(database, "incident", "id", "COALESCE(resolved_at, created_at) < :old", old);
    rows(database, "alert", "id", "changed_at < :old", old);
    rows(database, "failed_call", "id", "at < :old", now.minus(CALLS).toEpochMilli());
    orphans(database);
    names(database);
    database.shrink(PAGES);
  }

  /** Sums lie in the order of time: a portion is a span of it. */
  private static void sums(Database database, String table, Instant until, int span) {
    for (int i = 0; i < PORTIONS; i++) {
      Long oldest =
          database.write(handle ->
              handle
                  .createQuery("SELECT MIN(ts) FROM " + table)
                  .mapTo(Long.class)
                  .findOne()
                  .orElse(Long.MAX_VALUE));
      if (oldest >= until.getEpochSecond()) {
        return;
      }
      long end = Math.min(oldest + span, until.getEpochSecond());
      database.write(handle -> handle.execute("DELETE FROM " + table + " WHERE ts < ?", end));
    }
  }

  private static void rows(Database database, String table, String key, String which, long old) {
    String portion =
        "DELETE FROM %1$s WHERE %2$s IN (SELECT %2$s FROM %1$s WHERE %3$s LIMIT %4$d)"
            .formatted(table, key, which, PORTION);
    for (int i = 0; i < PORTIONS; i++) {
      int gone = database.write(handle -> handle.createUpdate(portion).bind("old", old).execute());
      if (gone < PORTION) {
        return;
      }
    }
  }

  /** Updates without their incident. */
  private static void orphans(Database database) {
    database.write(handle ->
        handle.execute(
            "DELETE FROM incident_update WHERE incident NOT IN (SELECT id FROM incident)"));
  }

  /**
   * Names of counts that are all gone: models and keys come and go. Minutes that are summed up need
   * no look, for their hour has the same names and stays longer.
   */
  private static void names(Database database) {
    database.write(handle ->
        handle.execute(
            "DELETE FROM series WHERE id NOT IN (SELECT series FROM rollup_1d"
                + " UNION SELECT series FROM rollup_1h"
                + " UNION SELECT series FROM rollup_1m"
                + " WHERE ts >= (SELECT at FROM mark WHERE name = 'rollup_1h'))"));
  }
}
