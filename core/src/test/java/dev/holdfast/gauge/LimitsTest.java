package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Gauges gauges = new Gauges();
  private final Feed feed = Feed.to(gauges);

  private void told(int day, long limit) {
    Instant at = NOON.plus(Duration.ofDays(day));
    String header = "anthropic-ratelimit-input-tokens-limit";
    feed.attempts(at, 1, Answers.status(200, header, Long.toString(limit)));
  }

  private LimitHistory allowance() {
    return gauges.snapshot(NOON).allowance("-", "opus-5", Code.INPUT_LIMIT);
  }

  @Test
  void aLimitNobodyToldIsNotKnown() {
    feed.ok(NOON, 1);
    assertThat(allowance()).isNull();
  }

  @Test
  void onTheFirstDayNothingIsUsual() {
    told(0, 80_000);
    assertThat(allowance().latest()).isEqualTo(80_000);
    assertThat(allowance().usual()).isNull();
  }

  @Test
  void theUsualIsTheMedianOfTheDaysBefore() {
    told(0, 40_000);
    told(1, 80_000);
    told(2, 80_000);
    told(3, 20_000);
    assertThat(allowance().latest()).isEqualTo(20_000);
    assertThat(allowance().usual()).isEqualTo(80_000);
  }

  @Test
  void aWeekIsRemembered() {
    for (int day = 0; day < 30; day++) {
      told(day, day < 20 ? 10 : 20);
    }
    assertThat(allowance().days()).containsExactly(20L, 20L, 20L, 20L, 20L, 20L, 20L);
  }
}
