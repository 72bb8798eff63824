package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Gauges gauges = new Gauges();
  private final Feed feed = Feed.to(gauges);

  private Figures minute() {
    return gauges.snapshot(NOON.plusSeconds(1)).over(MINUTE);
  }

  @Test
  void nothingHappenedYet() {
    Snapshot empty = gauges.snapshot(NOON);
    assertThat(empty.at()).isEqualTo(NOON);
    assertThat(empty.since()).isEqualTo(NOON);
    assertThat(empty.over(MINUTE).attempts()).isZero();
    assertThat(empty.over(MINUTE).badRatio()).isZero();
    assertThat(empty.run(lane -> true, 0.1)).isNull();
  }

  @Test
  void attemptsAndCallsAreCountedApart() {
    feed.ok(NOON, 3);
    feed.recovered(NOON, 2, 529);
    feed.lost(NOON, 1, 500);
    assertThat(minute().attempts()).isEqualTo(8);
    assertThat(minute().attempts(Code.OVERLOADED)).isEqualTo(2);
    assertThat(minute().bad()).isEqualTo(3);
    assertThat(minute().badRatio()).isEqualTo(3.0 / 8);
    assertThat(minute().calls()).isEqualTo(6);
    assertThat(minute().recovered()).isEqualTo(2);
    assertThat(minute().lost()).isEqualTo(1);
  }

  @Test
  void whatCarriedACallIsCounted() {
    feed.ok(NOON, 1);
    feed.recovered(NOON, 2, 529);
    feed.fellBack(NOON, 3, 529, feed.model("sonnet-5"));
    assertThat(minute().calls()).isEqualTo(6);
    assertThat(minute().recovered()).isEqualTo(2);
    assertThat(minute().fellBack()).isEqualTo(3);
    assertThat(minute().at(Axis.MODEL, "opus-5").fellBack()).as("where it began").isEqualTo(3);
    assertThat(minute().at(Axis.MODEL, "sonnet-5").attempts(Code.OK)).isEqualTo(3);
  }

  @Test
  void theSecondUnderWayIsNotShown() {
    feed.ok(NOON, 1);
    assertThat(gauges.snapshot(NOON.plusMillis(900)).over(MINUTE).attempts()).isZero();
    assertThat(gauges.snapshot(NOON.plusMillis(1000)).over(MINUTE).attempts()).isEqualTo(1);
    assertThat(gauges.snapshot(NOON.plusSeconds(60)).over(MINUTE).attempts()).isEqualTo(1);
    assertThat(gauges.snapshot(NOON.plusSeconds(61)).over(MINUTE).attempts()).isZero();
  }

  @Test
  void aSnapshotDoesNotChange() {
    feed.ok(NOON, 1);
    Snapshot before = gauges.snapshot(NOON.plusSeconds(1));
    for (int hour = 0; hour < 24 * 10; hour++) {
      feed.ok(NOON.plus(Duration.ofHours(hour)).plusSeconds(1), 1);
    }
    assertThat(before.over(MINUTE).attempts()).isEqualTo(1);
    assertThat(before.over(Duration.ofDays(2)).attempts()).isEqualTo(1);
  }

  @Test
  void callersWhoLeaveAndStaleConnectionsSayNothing() {
    feed.attempts(NOON, 4, Answers.CANCELLED);
    feed.attempts(NOON, 4, Answers.STALE);
    feed.calls(NOON, 2, 1, Reason.CANCELLED, null);
    assertThat(minute().attempts()).isZero();
    assertThat(minute().calls()).isZero();
    assertThat(minute().calls(Code.CANCELLED)).isEqualTo(2);
  }

  @Test
  void callsTheBreakerSentNothingForAreLostToTheOutage() {
    feed.calls(NOON, 2, 0, Reason.HOLD_EXPIRED, null);
    feed.calls(NOON, 1, 0, Reason.BREAKER_OPEN, null);
    feed.calls(NOON, 5, 0, Reason.SHED, null);
    assertThat(minute().calls()).isEqualTo(8);
    assertThat(minute().lost()).isEqualTo(3);
    assertThat(minute().attempts()).isZero();
  }

  @Test
  void theOriginIsKept() {
    feed.attempts(NOON, 2, Answers.REFUSED_CONNECTION);
    feed.attempts(NOON, 3, Answers.status(503, "request-id", "req_1"));
    assertThat(minute().sum(s -> s.bad() && s.origin() == Origin.BETWEEN)).isEqualTo(2);
    assertThat(minute().sum(s -> s.bad() && s.origin() == Origin.PROVIDER)).isEqualTo(3);
  }

  @Test
  void figuresComeApartByEachDimension() {
    feed.ok(NOON, 1);
    feed.path("/v1/models").model("-").ok(NOON, 2);
    feed.model("sonnet-5").by("billing", "v1").ok(NOON, 4);
    feed.by("billing", "v2").ok(NOON, 8);
    assertThat(minute().by(Axis.ENDPOINT)).containsOnlyKeys("/v1/messages", "/v1/models");
    assertThat(minute().by(Axis.MODEL)).containsOnlyKeys("-", "opus-5", "sonnet-5");
    assertThat(minute().by(Axis.VERSION)).containsOnlyKeys("-", "v1", "v2");
    assertThat(minute().by(Axis.KEY).get("billing").attempts()).isEqualTo(12);
    assertThat(minute().at(Axis.KEY, "-").attempts()).isEqualTo(3);
  }

  @Test
  void endpointsElsewhereHaveTheirHostAndUnknownPathsShareOne() {
    feed.path("/v1/some/thing").ok(NOON, 1);
    feed.upstream("https://bedrock.test").ok(NOON, 1);
    assertThat(minute().by(Axis.ENDPOINT)).containsOnlyKeys("other", "bedrock.test/v1/messages");
  }

  @Test
  void aKeyHasNoCountsOfItsOwnUntilItWasAccepted() {
    Feed billing = feed.by("billing", "v1");
    billing.lost(NOON, 2, 401);
    assertThat(minute().by(Axis.KEY)).containsOnlyKeys(Lane.STRANGER);
    billing.ok(NOON, 1);
    billing.lost(NOON, 3, 401);
    assertThat(minute().at(Axis.KEY, "billing").attempts(Code.UNAUTHENTICATED)).isEqualTo(3);
    assertThat(gauges.snapshot(NOON).credentials().get("billing").accepted()).isEqualTo(NOON);
  }

  @Test
  void aConfiguredKeyHasCountsAtOnce() {
    gauges.accept("billing", new Credential(NOON.minusSeconds(86_400), "org-1"));
    feed.by("billing", "v1").lost(NOON, 2, 401);
    assertThat(minute().by(Axis.KEY)).containsOnlyKeys("billing");
    assertThat(gauges.snapshot(NOON).credentials().get("billing").organization())
        .isEqualTo("org-1");
  }

  @Test
  void theOrganizationIsReadFromGoodAnswers() {
    Feed billing = feed.by("billing", "v1");
    billing.ok(NOON, 1);
    billing.attempts(NOON.plusSeconds(61), 1, answer("anthropic-organization-id", "org-7"));
    billing.ok(NOON.plusSeconds(122), 1);
    Credential known = gauges.snapshot(NOON).credentials().get("billing");
    assertThat(known).isEqualTo(new Credential(NOON.plusSeconds(122), "org-7"));
  }

  private static Outcome answer(String... headers) {
    return Answers.status(200, headers);
  }

  @Test
  void whatWasCountedInAnEarlierLifeIsRemembered() {
    Lane lane = new Lane("/v1/messages", "opus-5", "-", "-");
    Series limited = new Series(lane, Measure.ATTEMPT, Code.INPUT_LIMIT, Origin.PROVIDER);
    gauges.remember(limited, NOON.minus(Duration.ofDays(3)), 60);
    Instant then = NOON.minus(Duration.ofDays(3));
    Snapshot now = gauges.snapshot(NOON);
    assertThat(now.since()).isEqualTo(then);
    assertThat(now.between(then, then.plusSeconds(3600)).attempts(Code.INPUT_LIMIT)).isEqualTo(60);
    assertThat(now.over(MINUTE).attempts()).isZero();
  }

  @Test
  void earlierLivesTakeNoRoomFromThisOne() {
    for (int i = 0; i < 1000; i++) {
      Lane lane = new Lane("/v1/messages", "opus-5", "key-" + i, "-");
      Series good = new Series(lane, Measure.ATTEMPT, Code.OK, Origin.PROVIDER);
      gauges.remember(good, NOON.minus(Duration.ofDays(3)), 1);
      gauges.accept("key-" + i, new Credential(NOON.minusSeconds(i), null));
    }
    Snapshot now = gauges.snapshot(NOON);
    assertThat(now.over(Duration.ofDays(4)).attempts()).isEqualTo(256);
    assertThat(now.credentials()).hasSize(256).containsKey("key-0");
    feed.by("billing", "v1").ok(NOON, 1);
    assertThat(minute().by(Axis.KEY)).containsOnlyKeys("billing");
  }

  @Test
  void whatIsKnownOfAKeyIsNotMadeOlder() {
    gauges.accept("billing", new Credential(NOON, "org-1"));
    gauges.accept("billing", new Credential(NOON.minusSeconds(3600), null));
    assertThat(gauges.snapshot(NOON).credentials())
        .containsEntry("billing", new Credential(NOON, "org-1"));
  }

  @Test
  void aStreamThatBreaksWithAnErrorIsWhatTheErrorSays() {
    feed.attempts(NOON, 1, Answers.event("overloaded_error"));
    feed.attempts(NOON, 1, Answers.event("authentication_error"));
    assertThat(minute().attempts(Code.OVERLOADED)).isEqualTo(1);
    assertThat(minute().attempts(Code.CLIENT)).isEqualTo(1);
  }

  @Test
  void failedCallsAreWhatTheirLastMeaningfulFailureSays() {
    Verdict overloaded = Classifier.classify(Answers.status(529), NOON);
    feed.calls(NOON, 1, 4, Reason.BUDGET_SPENT, overloaded);
    assertThat(minute().calls(Code.OVERLOADED)).isEqualTo(1);
    assertThat(minute().lost()).isEqualTo(1);
  }
}
