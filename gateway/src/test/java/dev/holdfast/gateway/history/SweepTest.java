package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.Occurrence.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too old goes, the finest first, and what sums it up stays. */
class SweepTest {
  private static final List<String> TABLES =
      List.of("rollup_1m", "rollup_1h", "rollup_1d", "event", "series");

  @Test
  void minutesGoFirstThenHoursThenDays() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      desk.tally.answered(desk.now(), 5);
      desk.history.tell(Occurrence.info(desk.now(), Kind.DEPLOY, "svc", "v1"));
      desk.later(Duration.ofSeconds(10));
      desk.later(Duration.ofDays(6));
      assertThat(left(desk)).containsExactly(1L, 1L, 1L, 1L, 1L);
      desk.later(Duration.ofDays(2));
      assertThat(left(desk)).as("after a week").containsExactly(0L, 1L, 1L, 1L, 1L);
      desk.later(Duration.ofDays(90));
      assertThat(left(desk)).as("after a quarter").containsExactly(0L, 0L, 1L, 1L, 1L);
      desk.later(Duration.ofDays(310));
      assertThat(left(desk)).as("after 400 days").containsExactly(0L, 0L, 0L, 0L, 0L);
    }
  }

  @Test
  void aNameThatWasSweptIsMadeAgain() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      desk.tally.answered(desk.now(), 5);
      desk.later(Duration.ofSeconds(10));
      desk.later(Duration.ofDays(410));
      assertThat(desk.number("SELECT COUNT(*) FROM series")).isZero();
      desk.tally.answered(desk.now(), 3);
      desk.later(Duration.ofSeconds(10));
      assertThat(desk.number("SELECT n FROM minutes WHERE code = 'ok'")).isEqualTo(3);
    }
  }

  private static List<Long> left(Desk desk) throws HistoryOff {
    return desk.history.read(handle ->
        TABLES.stream()
            .map(table -> "SELECT COUNT(*) FROM " + table)
            .map(sql -> handle.createQuery(sql).mapTo(Long.class).one())
            .toList());
  }
}
