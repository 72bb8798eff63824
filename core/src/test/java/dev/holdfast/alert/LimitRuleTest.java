package dev.holdfast.alert;

import static dev.holdfast.alert.AlertWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.decide.Reason;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Feed;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Series;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.Origin;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** P3: rate limits that were not to be expected. */
class LimitRuleTest {
  private static final String LIMIT = "anthropic-ratelimit-input-tokens-";
  private static final Outcome LIMITED =
      Answers.envelope(
          429,
          "rate_limit_error",
          "slow down",
          LIMIT + "limit",
          "80000",
          LIMIT + "remaining",
          "0",
          "retry-after",
          "5");
  private static final Outcome SPENT =
      Answers.envelope(429, "rate_limit_error", "spent", "request-id", "req_1");

  private final AlertWorld world = new AlertWorld();
  private final Feed key = world.feed.by("-", "-");

  /** A week in which some of each hour's attempts met the limit. */
  private void week(int attempts, int limited) {
    Lane lane = new Lane("/v1/messages", "opus-5", "-", "-");
    for (int hour = 1; hour <= 24 * 7; hour++) {
      Instant at = START.minus(Duration.ofHours(hour));
      count(lane, Measure.ATTEMPT, Code.OK, at, attempts - limited);
      count(lane, Measure.ATTEMPT, Code.INPUT_LIMIT, at, limited);
      count(lane, Measure.CALL, Code.OK, at, attempts);
    }
  }

  private void count(Lane lane, Measure measure, Code code, Instant at, int count) {
    world.gauges.remember(new Series(lane, measure, code, Origin.PROVIDER), at, count);
  }

  /** Ten calls a second, of which some meet the limit and are answered later. */
  private void limited(int seconds, int some) {
    world.pass(
        seconds,
        at -> {
          key.attempts(at, some, LIMITED);
          key.ok(at, 10);
        });
  }

  @Test
  void limitsAtAnHourThatUsuallyHasNone() {
    week(36_000, 0);
    limited(650, 1);
    assertThat(world.pages()).hasSize(1);
    Alert page = world.pages().get(0);
    assertThat(page.name().key())
        .isEqualTo("holdfast/default/unexpected-429/-/opus-5/429 input tokens");
    assertThat(page.status().severity()).as("nothing was lost").isEqualTo(Severity.WARNING);
    assertThat(page.story().summary()).endsWith(": usually 0 % at this hour");
  }

  @Test
  void limitsAtTheirUsualHour() {
    week(36_000, 2_160);
    limited(900, 1);
    assertThat(world.told).isEmpty();
  }

  @Test
  void aSurgeMeetsEvenUsualLimitsUnexpectedly() {
    week(20_000, 1_200);
    limited(650, 1);
    assertThat(world.pages().get(0).story().summary())
        .endsWith(": 36000 calls an hour, at most 20000 at this hour of the last week");
  }

  @Test
  void aLoweredLimitIsUnexpectedAtAnyHour() {
    week(36_000, 2_160);
    for (int day = 3; day > 0; day--) {
      Outcome before = Answers.status(200, LIMIT + "limit", "160000");
      key.attempts(START.minus(Duration.ofDays(day)), 1, before);
    }
    limited(650, 1);
    assertThat(world.pages().get(0).story().summary())
        .endsWith(": the limit is 80000 a minute, it was 160000");
  }

  @Test
  void withLessThanADayToCompareWithNobodyIsWoken() {
    limited(650, 1);
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED).get(0).status().level()).isEqualTo(AlertLevel.NOTIFY);
  }

  @Test
  void oneBadMinuteIsABurst() {
    week(36_000, 0);
    world.well(60);
    limited(20, 10);
    world.well(900);
    assertThat(world.told).isEmpty();
  }

  @Test
  void aSpendLimitIsToldAtOnce() {
    world.pass(20, at -> key.attempts(at, 2, SPENT));
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).story().action()).contains("only a person can lift it");
  }

  @Test
  void lostCallsAreAnError() {
    week(36_000, 0);
    world.pass(
        650,
        at -> {
          key.attempts(at, 1, LIMITED);
          key.calls(at, 1, 1, Reason.BUDGET_SPENT, Classifier.classify(LIMITED, at));
          key.ok(at, 9);
        });
    assertThat(world.pages().get(0).status().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void theLimitOfAPersonsSubscriptionIsToldToThatPersonOnly() {
    Outcome personal = Answers.status(429, "anthropic-ratelimit-unified-status", "rejected");
    world.pass(900, at -> key.attempts(at, 5, personal));
    assertThat(world.told).isEmpty();
  }

  @Test
  void tenMinutesWithoutLimitsAreTheEnd() {
    week(36_000, 0);
    limited(650, 1);
    world.well(500);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    world.well(110);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void whoGrewIsTold() {
    week(36_000, 0);
    Feed batch = world.feed.by("batch", "-");
    world.well(3600);
    world.pass(
        650,
        at -> {
          key.attempts(at, 1, LIMITED);
          key.ok(at, 10);
          batch.ok(at, 5);
        });
    assertThat(world.pages().get(0).story().details().get("growing most")).startsWith("batch +1");
  }
}
