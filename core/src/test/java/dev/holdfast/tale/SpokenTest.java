package dev.holdfast.tale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0 ms",
    "0, 0 ms",
    "99, 99 ms",
    "100, 0.1 s",
    "149, 0.1 s",
    "950, 1 s",
    "1049, 1 s",
    "12340, 12.3 s",
    "59949, 59.9 s",
    "59950, 1 min",
    "75000, 1 min 15 s",
    "3599499, 59 min 59 s",
    "3599500, 1 h",
    "11400000, 3 h 10 min",
    "172740000, 47 h 59 min",
    "172800000, 2 days",
    "302400000, 3 days"
  })
  void durationsAreExactWhileThatMatters(long millis, String said) {
    assertThat(Spoken.of(Duration.ofMillis(millis))).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"0, +0.0 s", "40, +0.0 s", "1250, +1.3 s", "125000, +125.0 s"})
  void theColumnHasOneDecimal(long millis, String said) {
    Instant first = Instant.parse("2026-11-23T12:00:00Z");
    assertThat(Spoken.since(first, first.plusMillis(millis))).isEqualTo(said);
  }
}
