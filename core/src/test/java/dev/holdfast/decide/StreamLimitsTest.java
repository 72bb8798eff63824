package dev.holdfast.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be configured of the watchdogs. */
class StreamLimitsTest {
  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
  void aLimitIsNotNegative(long first, long liveness, long progress) {
    assertThatThrownBy(() -> limits(first, liveness, progress))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit must not be negative");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 2, 3"})
  void noneAndAnyAreFine(long first, long liveness, long progress) {
    assertThat(limits(first, liveness, progress).progress().toMillis()).isEqualTo(progress);
  }

  private static StreamLimits limits(long first, long liveness, long progress) {
    return new StreamLimits(
        Duration.ofMillis(first), Duration.ofMillis(liveness), Duration.ofMillis(progress));
  }
}
