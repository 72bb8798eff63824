package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Policy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the clock for retries starts. */
class PatienceTest {
  private static final Instant START = CallWorld.START;
  private final Patience patience = new Patience(START, null);

  private Duration trouble(int second) {
    return patience.elapsed(START.plusSeconds(second)).sinceFirstFailure();
  }

  @Test
  void whatProvedToBeNothingStartsNoClock() {
    patience.troubled(START.plusSeconds(3));
    assertThat(trouble(4)).isEqualTo(Duration.ofSeconds(1));
    patience.calm();

    assertThat(trouble(4)).isZero();
  }

  @Test
  void aHoldBeforeItWasSomethingAndItsClockGoesOn() {
    patience.hold(START.plusSeconds(1), Duration.ofSeconds(15), Policy.defaults());
    patience.resume(START.plusSeconds(5));
    patience.troubled(START.plusSeconds(6));
    patience.calm();

    assertThat(trouble(9)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void ofSeveralHoldsTheFirstCounts() {
    patience.hold(START.plusSeconds(1), Duration.ofSeconds(15), Policy.defaults());
    patience.resume(START.plusSeconds(2));
    patience.hold(START.plusSeconds(3), Duration.ofSeconds(15), Policy.defaults());
    patience.calm();

    assertThat(trouble(4)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theyShareWhatTheCallWasGranted() {
    Duration granted = Duration.ofSeconds(3);
    patience.hold(START, granted, Policy.defaults());
    patience.resume(START.plusSeconds(2));
    assertThat(patience.hold(START.plusSeconds(4), granted, Policy.defaults()))
        .isEqualTo(START.plusSeconds(5));
    patience.resume(START.plusSeconds(5));
    assertThat(patience.hold(START.plusSeconds(6), granted, Policy.defaults()))
        .isEqualTo(START.plusSeconds(6));
  }
}
