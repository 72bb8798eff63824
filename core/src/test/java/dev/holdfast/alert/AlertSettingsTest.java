package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A setting that makes no sense is refused where it is made, in one line that says what would. */
class AlertSettingsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void sharesAndTimesHaveBounds() {
    refused(() -> new Trip(0, 1, MINUTE, MINUTE), "ratio must be a share above 0");
    refused(() -> new Trip(1.1, 1, MINUTE, MINUTE), "at most 1, not 1.1");
    refused(() -> new Trip(.1, 0, MINUTE, MINUTE), "minimum must be at least 1");
    refused(() -> new Trip(.1, 1, Duration.ZERO, MINUTE), "window must be a positive duration");
    refused(
        () -> new Trip(.1, 1, MINUTE, MINUTE.negated()), "for must be zero or a positive duration");
    refused(() -> new Clear(.1, MINUTE, 0), "clear minimum must be at least 1");
  }

  @Test
  void thereIsAGapBetweenFiringAndClearing() {
    Trip trip = new Trip(0.10, 1, MINUTE, MINUTE);
    refused(() -> new Threshold(trip, new Clear(0.06, MINUTE, 1)), "at most half of the ratio 0.1");
    assertThat(new Threshold(trip, new Clear(0.05, MINUTE, 1)).ratio(0.2).clear().ratio())
        .isEqualTo(0.1);
  }

  @Test
  void aPromiseLeavesSomethingToBurn() {
    refused(() -> Slo.of(1), "below 1, not 1.0");
    refused(() -> Slo.of(99.9), "below 1, not 99.9");
  }

  @Test
  void keysAreMadeOfWords() {
    refused(() -> new AlertNames("", null), "words");
    refused(() -> new AlertNames("a/b", null), "words");
    AlertNames names = new AlertNames("prod", "gw-1");
    refused(() -> names.key(AlertRule.AUTH, " "), "without a scope");
    assertThat(names.key(AlertRule.AUTH, "billing"))
        .isEqualTo("holdfast/prod/auth-401/billing/gw-1");
    String long1 = names.key(AlertRule.AUTH, "x".repeat(300) + "1");
    String long2 = names.key(AlertRule.AUTH, "x".repeat(300) + "2");
    assertThat(long1).hasSizeLessThanOrEqualTo(255).isNotEqualTo(long2);
  }

  @Test
  void aSilenceIsOfSomethingBySomebody() {
    Instant until = Instant.EPOCH;
    refused(() -> new Silence("s", Map.of(), until, "ada"), "needs an id, a matcher");
    refused(() -> new Silence("s", Map.of("rule", "x"), until, ""), "and an author");
    refused(() -> new Silence("s", Map.of("rul", "x"), until, "ada"), "cannot match 'rul'");
  }

  @Test
  void rulesAreKnownByTheirIds() {
    assertThat(AlertRule.of(" Sustained-5XX ")).isEqualTo(AlertRule.SUSTAINED);
    refused(() -> AlertRule.of("p1"), "no rule 'p1': there are sustained-5xx, auth-401");
  }
}
