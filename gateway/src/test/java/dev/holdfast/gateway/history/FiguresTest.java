package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.History.Identity;
import dev.holdfast.gateway.history.History.Past;
import dev.holdfast.gateway.history.Sums.Step;
import dev.holdfast.gateway.security.Aliases;
import dev.holdfast.gauge.Gauges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a month of history as a gateway at 200 requests a second would write it, with the sweeps
 * that come in between, and prints how large it is and how long the board's questions take. A
 * measurement, no test: {@code -Dholdfast.figures=true}.
 */
@EnabledIfSystemProperty(named = "holdfast.figures", matches = "true")
class FiguresTest {
  private static final Instant END = Instant.parse("2026-11-23T12:00:00Z");
  private static final int DAYS = 30;
  private static final int SERIES = 40;
  private static final int CALLS = 200 * 60;
  private static final int ROUNDS = 21;

  private final Random random = new Random(1);

  @TempDir private Path folder;

  /** A question of the board's. */
  private interface Question {
    int ask() throws Exception;
  }

  @Test
  void aMonth() throws Exception {
    Path file = folder.resolve("history.db");
    GatewayConfig.History config = GatewayConfig.History.in(file);
    long begun = System.nanoTime();
    try (Database database = Database.open(config.store())) {
      say("first opening, migrations included: %d ms", millis(begun));
      fill(database);
    }
    say("database after %d days: %.1f MB", DAYS, Files.size(file) / 1e6);
    for (int i = 0; i < 3; i++) {
      long again = System.nanoTime();
      Database.open(config.store()).close();
      say("opening again: %d ms", millis(again));
    }
    Past none = new Past(new Gauges(), Aliases.ofThisProcess());
    try (History history = new History(config, none, new Identity("here", "0"), () -> END)) {
      history.flush(Duration.ofMinutes(1));
      ask(history);
    }
  }

  private void fill(Database database) {
    Sweep sweep = new Sweep(400);
    for (int day = DAYS; day > 0; day--) {
      Instant from = END.minus(Duration.ofDays(day));
      for (int hour = 0; hour < 24; hour++) {
        Instant begins = from.plus(Duration.ofHours(hour));
        database.write(handle -> hour(handle, begins));
      }
      Instant over = from.plus(Duration.ofDays(1));
      Rollups.roll(database, over);
      sweep.tidy(database, over);
    }
  }

  /** An hour in which every series has something in every minute: more than a quiet one has. */
  private int hour(Handle handle, Instant begins) {
    if (handle.createQuery("SELECT COUNT(*) FROM series").mapTo(Integer.class).one() == 0) {
      names(handle);
    }
    PreparedBatch counts =
        handle.prepareBatch("INSERT INTO rollup_1m (ts, series, run, n) VALUES (?, ?, 1, ?)");
    PreparedBatch feed =
        handle.prepareBatch(
            "INSERT INTO event (run, seq, at, kind, scope, severity, title)"
                + " VALUES (1, ?, ?, 'breaker', '/v1/messages opus-5', 'warning', ?)");
    long first = begins.getEpochSecond();
    for (int minute = 0; minute < 60; minute++) {
      long ts = first + minute * 60L;
      for (int series = 1; series <= SERIES; series++) {
        counts.add(ts, series, 1 + random.nextInt(2 * CALLS / SERIES));
      }
      // A bad month: a line in the feed every three minutes.
      if (minute % 3 == 0) {
        feed.add(ts, ts * 1000, "breaker gated: /v1/messages, opus-5");
      }
    }
    feed.execute();
    if (begins.atZone(ZoneOffset.UTC).getHour() == 0) {
      incident(handle, first);
    }
    return counts.execute().length;
  }

  /** One a day, with five updates, as the status page has them. */
  private static void incident(Handle handle, long at) {
    String components =
        "[{\"id\":\"k8w3r06qmzrp\",\"name\":\"API\",\"status\":\"partial_outage\"}]";
    handle.execute(
        "INSERT INTO incident (id, name, impact, status, created_at, resolved_at, components)"
            + " VALUES (?, 'Elevated errors on Opus 5', 'major', 'resolved', ?, ?, ?)",
        "i" + at,
        at * 1000,
        at * 1000 + 3_600_000,
        components);
    for (int i = 0; i < 5; i++) {
      handle.execute(
          "INSERT INTO incident_update (incident, number, at, status, body, affected)"
              + " VALUES (?, ?, ?, 'monitoring', ?, ?)",
          "i" + at,
          i,
          at * 1000 + i * 600_000L,
          "We have identified the cause and are working on a fix. ".repeat(4),
          components);
    }
  }

  private static void names(Handle handle) {
    String[] codes = {"ok", "429 input tokens", "500", "502", "529"};
    for (int i = 0; i < SERIES; i++) {
      String measure = i % 2 == 0 ? "attempt" : "call";
      String code = codes[i / 2 % codes.length];
      handle.execute(
          "INSERT INTO series (endpoint, model, key, measure, code, origin)"
              + " VALUES ('/v1/messages', ?, ?, ?, ?, 'provider')",
          "model-" + i / 20,
          "team-" + i / 10,
          measure,
          code);
    }
  }

  private static void ask(History history) throws Exception {
    Sums sums = new Sums(history);
    Instant month = END.minus(Duration.ofDays(DAYS));
    time("last hour by minute", () -> sums.between(hours(1), END, Step.MINUTE).size());
    time("last day by minute", () -> sums.between(hours(24), END, Step.MINUTE).size());
    time("month by hour", () -> sums.between(month, END, Step.HOUR).size());
    time("month by day", () -> sums.between(month, END, Step.DAY).size());
    time("feed of a day", () -> new Feed(history).since(hours(24), 500).size());
    time("incidents of a month", () -> new Incidents(history).between(month, END).size());
  }

  private static Instant hours(int hours) {
    return END.minus(Duration.ofHours(hours));
  }

  private static void time(String what, Question question) throws Exception {
    long[] took = new long[ROUNDS];
    int rows = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      rows = question.ask();
      took[i] = System.nanoTime() - begun;
    }
    Arrays.sort(took);
    say(
        "%s: %d rows, median %.1f ms, slowest %.1f ms",
        what, rows, took[ROUNDS / 2] / 1e6, took[ROUNDS - 1] / 1e6);
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }

  private static void say(String format, Object... values) {
    System.out.printf("figures  " + format + "%n", values);
  }
}
