package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.Sums.Step;
import dev.holdfast.gateway.history.Sums.Sum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts show every call once, however far the sums have got. */
class SumsTest {
  @Test
  void everyStepShowsAllCallsOnce() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      int calls = 0;
      for (int quarter = 0; quarter < 4 * 60; quarter++) {
        desk.tally.answered(desk.now(), 1).failed(desk.now(), 529, 2);
        calls += 3;
        desk.later(Duration.ofMinutes(15));
        if (quarter % 13 == 0) {
          assertThat(total(desk, Step.DAY)).as("days at " + desk.now()).isEqualTo(calls);
          assertThat(total(desk, Step.HOUR)).as("hours at " + desk.now()).isEqualTo(calls);
        }
      }
    }
  }

  private static long total(Desk desk, Step step) throws HistoryOff {
    Instant month = desk.now().minus(Duration.ofDays(30));
    List<Sum> sums = new Sums(desk.history).between(month, desk.now(), step);
    assertThat(sums).extracting(Sum::at).isSorted();
    return sums.stream().mapToLong(Sum::count).sum();
  }

  @Test
  void minutesSayHowCallsEnded() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      desk.tally.answered(desk.now(), 4).failed(desk.now(), 529, 2);
      desk.later(Duration.ofSeconds(10));
      Instant hour = desk.now().minus(Duration.ofHours(1));
      assertThat(new Sums(desk.history).between(hour, desk.now(), Step.MINUTE))
          .containsExactlyInAnyOrder(
              new Sum(Desk.NOON, "call", "ok", "provider", 4),
              new Sum(Desk.NOON, "call", "529", "between", 2));
    }
  }

  @Test
  void aSpanThatIsTooLongIsCutAtItsBeginning() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      desk.tally.answered(desk.now(), 1);
      desk.later(Duration.ofHours(20));
      desk.tally.answered(desk.now().minusSeconds(60), 1);
      desk.later(Duration.ofHours(10));
      List<Sum> sums = new Sums(desk.history).between(Instant.EPOCH, desk.now(), Step.MINUTE);
      assertThat(sums).hasSize(1);
    }
  }
}
