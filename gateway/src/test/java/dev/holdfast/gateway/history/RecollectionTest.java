package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gauges of a new life know what hours of the last week were like. */
class RecollectionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAYS = Duration.ofDays(3);

  @TempDir private Path folder;

  private Desk desk() {
    return Desk.in(folder.resolve("history.db"));
  }

  private static Figures hour(Desk desk, Instant begin) {
    return desk.tally.gauges.snapshot(desk.now()).between(begin, begin.plus(HOUR));
  }

  @Test
  void hoursAreKnownOnceWhetherSummedUpOrNot() throws HistoryOff {
    Instant last;
    try (Desk desk = desk()) {
      desk.tally.answered(desk.now(), 5).failed(desk.now(), 529, 2);
      desk.later(HOUR).later(HOUR);
      last = desk.now();
      desk.tally.answered(last, 3);
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.number("SELECT SUM(n) FROM rollup_1h")).as("the first hour").isEqualTo(7);
    }
    try (Desk desk = desk().later(DAYS)) {
      assertThat(hour(desk, Desk.NOON).calls(Code.OK)).isEqualTo(5);
      assertThat(hour(desk, Desk.NOON).calls(Code.OVERLOADED)).isEqualTo(2);
      assertThat(hour(desk, last).calls()).isEqualTo(3);
      assertThat(desk.tally.gauges.snapshot(desk.now()).since()).isEqualTo(Desk.NOON);
    }
  }

  @Test
  void whatIsKnownIsNotWrittenAgain() throws HistoryOff {
    for (int life = 0; life < 3; life++) {
      try (Desk desk = desk().later(HOUR.multipliedBy(life))) {
        desk.tally.answered(desk.now(), 1);
        desk.later(HOUR);
        desk.later(HOUR);
        assertThat(desk.number("SELECT SUM(n) FROM rollup_1m")).isEqualTo(life + 1);
      }
    }
  }

  @Test
  void anEmptyDatabaseSaysNothing() {
    try (Desk desk = desk().later(Duration.ofSeconds(10))) {
      Snapshot now = desk.tally.gauges.snapshot(desk.now());
      assertThat(desk.history.state().on()).isTrue();
      assertThat(now.since()).isEqualTo(desk.now());
      assertThat(now.credentials()).isEmpty();
    }
  }

  @Test
  void wordsOfAnotherVersionArePassedOver() throws Exception {
    try (Desk desk = desk()) {
      desk.tally.answered(desk.now(), 5);
      desk.later(Duration.ofSeconds(10));
      desk.history
          .change(handle ->
              handle.execute(
                  "INSERT INTO series (endpoint, model, key, measure, code, origin)"
                      + " VALUES ('/v1/messages', 'opus-5', '-', 'call', 'of the future', 'provider')"))
          .get();
      desk.history
          .change(handle ->
              handle.execute(
                  "INSERT INTO rollup_1m (ts, series, run, n) SELECT r.ts, s.id, 1, 9"
                      + " FROM rollup_1m r, series s WHERE s.code = 'of the future'"))
          .get();
    }
    try (Desk desk = desk().later(DAYS)) {
      assertThat(hour(desk, Desk.NOON).calls()).isEqualTo(5);
    }
  }
}
