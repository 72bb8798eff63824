package dev.holdfast.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.retry.RetryRules.Rule;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRulesTest {
  private static final RetryRules STANDARD =
      RetryRules.standard(1, Duration.ofSeconds(1), Duration.ofSeconds(8));

  @ParameterizedTest(name = "{0} after {1}: at most {2} retries, {3} to {4}, at last {5}")
  @CsvSource({
    "CLIENT,       PT0S,   0,          PT0S, PT0.000000001S, PT0.000000001S",
    "SPEND_LIMIT,  PT0S,   0,          PT0S, PT0.000000001S, PT0.000000001S",
    "OTHER,        PT0S,   0,          PT0S, PT0.000000001S, PT0.000000001S",
    "CANCELLED,    PT0S,   0,          PT0S, PT0.000000001S, PT0.000000001S",
    "RATE_LIMITED, PT0S,   2147483647, PT1S, PT2S,           PT30S",
    "SERVER_ERROR, PT9S,   1,          PT1S, PT3S,           PT3S",
    "GATEWAY,      PT9S,   2147483647, PT0S, PT0.5S,         PT8S",
    "UNAVAILABLE,  PT9S,   2147483647, PT0S, PT1S,           PT8S",
    "OVERLOADED,   PT9S,   2147483647, PT0S, PT1S,           PT8S",
    "TIMEOUT,      PT2S,   2147483647, PT0S, PT0.5S,         PT8S",
    "TIMEOUT,      PT2.1S, 1,          PT0S, PT2S,           PT2S",
  })
  void everyKindHasTheRuleOfTheTable(
      ErrorKind kind, Duration took, int most, Duration floor, Duration base, Duration cap) {
    assertThat(STANDARD.rule(kind, took)).isEqualTo(new Rule(most, new Backoff(floor, base, cap)));
  }

  @Test
  void aNegativeNumberOfRetriesIsRefused() {
    assertThatThrownBy(() -> RetryRules.standard(-1, Duration.ofSeconds(1), Duration.ofSeconds(8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
