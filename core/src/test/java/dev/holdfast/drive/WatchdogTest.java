package dev.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.decide.Policy;
import dev.holdfast.decide.StreamLimits;
import dev.holdfast.outcome.Loss;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When silence is too long, second by second. */
class WatchdogTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final StreamLimits LIMITS = StreamLimits.defaults();

  private final Watchdog dog = new Watchdog(LIMITS, true, at(0));

  @Test
  void theFirstContentIsWaitedForFromTheSending() {
    assertThat(dog.due()).isEqualTo(at(120));
    assertThat(dog.bite(at(119.999))).isNull();
    assertThat(dog.bite(at(120))).isEqualTo(Loss.FIRST_TOKEN);
  }

  @Test
  void whatIsStillBeingSentIsNotWaitedFor() {
    dog.sending(at(100));
    assertThat(dog.due()).isEqualTo(at(220));
  }

  @Test
  void pingsKeepAStreamAliveButAreNoContent() {
    for (int second = 0; second < 120; second += 15) {
      dog.heard(at(second));
      assertThat(dog.bite(at(second + 14))).isNull();
    }
    dog.heard(at(120));
    assertThat(dog.bite(at(120))).isEqualTo(Loss.FIRST_TOKEN);
  }

  @Test
  void aStreamThatHasBegunMustBeHeard() {
    dog.heard(at(30));
    assertThat(dog.due()).isEqualTo(at(90));
    assertThat(dog.bite(at(89))).isNull();
    assertThat(dog.bite(at(90))).isEqualTo(Loss.LIVENESS);
  }

  @Test
  void pingsAloneAreNoProgress() {
    dog.heard(at(1));
    dog.progress(at(1));
    for (int second = 1; second < 301; second += 50) {
      dog.heard(at(second));
      assertThat(dog.bite(at(second + 49))).isNull();
    }
    dog.heard(at(301));
    assertThat(dog.due()).isEqualTo(at(301));
    assertThat(dog.bite(at(301))).isEqualTo(Loss.PROGRESS);
  }

  @Test
  void anAnswerThatMovesOnMayTakeHours() {
    for (int second = 0; second < 10_000; second += 59) {
      dog.heard(at(second));
      dog.progress(at(second));
      assertThat(dog.bite(at(second + 58))).isNull();
    }
  }

  @Test
  void newsNeverMakeTheNextLookEarlierOnceALimitCounts() {
    assertThat(dog.heard(at(1))).isTrue();
    assertThat(dog.progress(at(1))).isTrue();
    Instant before = dog.due();
    for (int second = 2; second < 1_000; second += 7) {
      assertThat(dog.heard(at(second))).isFalse();
      Instant after = dog.due();
      assertThat(after).isAfterOrEqualTo(before);
      assertThat(dog.progress(at(second))).isFalse();
      assertThat(dog.due()).isAfterOrEqualTo(after);
      before = dog.due();
    }
  }

  @Test
  void anAnswerThatIsNoStreamMayTakeItsTimeButNotStopHalfWay() {
    Watchdog whole = new Watchdog(LIMITS, false, at(0));
    assertThat(whole.due()).isNull();
    assertThat(whole.bite(at(100_000))).isNull();
    whole.heard(at(600));
    assertThat(whole.due()).isEqualTo(at(660));
    assertThat(whole.bite(at(660))).isEqualTo(Loss.LIVENESS);
    dog.whole();
    assertThat(dog.due()).isNull();
  }

  @Test
  void aCallerThatDoesNotReadIsNoSilentUpstream() {
    dog.heard(at(1));
    dog.progress(at(1));
    dog.pause();
    assertThat(dog.due()).isNull();
    assertThat(dog.bite(at(100_000))).isNull();
    dog.resume(at(100_000));
    assertThat(dog.bite(at(100_059))).isNull();
    assertThat(dog.bite(at(100_060))).isEqualTo(Loss.LIVENESS);
  }

  @Test
  void nothingCountsThatHadNotBegunWhenReadingGoesOn() {
    Watchdog whole = new Watchdog(LIMITS, false, at(0));
    whole.pause();
    whole.resume(at(5));
    assertThat(whole.due()).isNull();
  }

  @Test
  void aLimitOfZeroIsNone() {
    Watchdog calm = new Watchdog(StreamLimits.NONE, true, at(0));
    calm.heard(at(1));
    calm.progress(at(1));
    assertThat(calm.due()).isNull();
    assertThat(calm.bite(at(100_000))).isNull();
  }

  @Test
  void aNegativeLimitMakesNoSense() {
    Duration back = Duration.ofMillis(-1);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new StreamLimits(Duration.ZERO, back, Duration.ZERO));
  }

  @Test
  void limitsArePartOfThePolicy() {
    Policy policy = Policy.defaults().withStream(StreamLimits.NONE);
    assertThat(Policy.defaults().stream()).isEqualTo(LIMITS);
    assertThat(policy.withBudget(policy.budget()).withRules(policy.rules()).stream())
        .isEqualTo(StreamLimits.NONE);
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }
}
