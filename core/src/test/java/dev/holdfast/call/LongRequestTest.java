package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.Extent;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a timeout depends on whether the longest requests are the ones that time out. */
class LongRequestTest {
  private static final Extent LONG = new Extent(200_000, false);
  private static final Extent SHORT = new Extent(2_000, false);
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final List<CallEvent> events = new ArrayList<>();
  private final Engine engine = new Engine(Policy.defaults(), new Random(1), events::add);
  private final Endpoint endpoint =
      new Endpoints(engine.policy(), engine.random())
          .of(EndpointKey.of("https://up.test", "/v1/messages", "claude-opus-5"));
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  static List<Outcome> timeouts() {
    return List.of(
        Answers.status(504),
        Answers.event("timeout_error"),
        Lost.of(Loss.TIMEOUT, Phase.HEADERS),
        Lost.of(Loss.TIMEOUT, Phase.SENT));
  }

  /** What so many calls have shown; the breaker is not told. */
  private void seen(Extent extent, int calls, int late) {
    for (int i = 0; i < calls; i++) {
      endpoint.shape().add(extent, i < late, now);
    }
  }

  private void longOnesTimeOut() {
    seen(SHORT, 900, 5);
    seen(LONG, 100, 30);
  }

  private void anyTimesOut() {
    seen(SHORT, 900, 30);
    seen(LONG, 100, 3);
  }

  /** One call against answers that each take so long; the last one lasts. */
  private Ending run(Terms terms, Duration took, Outcome... answers) {
    Call call = new Call("c", Route.to(endpoint), terms, engine, now);
    events.clear();
    Step step = call.start(now);
    while (!(step instanceof Step.Finish)) {
      if (step instanceof Step.Send send) {
        now = now.plus(took);
        step = call.settle(now, answers[Math.min(send.attempt(), answers.length) - 1]);
      } else {
        now = now.plus(((Step.Wait) step).pause());
        step = call.resume(now);
      }
    }
    return ((Step.Finish) step).ending();
  }

  private long attempts() {
    return events.stream().filter(AttemptStarted.class::isInstance).count();
  }

  private static Terms of(Extent extent) {
    return Terms.DEFAULT.with(extent);
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void oneOfTheLongestIsNotTriedAgain(Outcome timeout) {
    longOnesTimeOut();
    Ending ending = run(of(LONG), SLOW, timeout);

    assertThat(ending.reason()).isEqualTo(Reason.LONG_REQUEST);
    assertThat(((Ending.Failed) ending).retryAt()).isNull();
    assertThat(attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void aShortOneIsTriedAsIfNothingWereKnown(Outcome timeout) {
    longOnesTimeOut();
    assertThat(run(of(SHORT), SLOW, timeout).reason()).isEqualTo(Reason.RETRIES_SPENT);
    assertThat(attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void whereSizeDoesNotMatterItIsAsGoodAsA502(Outcome timeout) {
    anyTimesOut();
    Ending ending = run(of(LONG), SLOW, timeout, timeout, timeout, Answers.OK);

    assertThat(ending.reason()).isEqualTo(Reason.SUCCESS);
    assertThat(attempts()).isEqualTo(4);
  }

  @Test
  void withoutAVerdictASlowOneHasOneRetryAndAQuickOneIsA502() {
    assertThat(run(of(LONG), SLOW, Answers.status(504)).reason()).isEqualTo(Reason.RETRIES_SPENT);
    assertThat(attempts()).isEqualTo(2);
    Duration quick = Duration.ofMillis(500);
    Outcome timeout = Answers.status(504);
    assertThat(run(of(LONG), quick, timeout, timeout, timeout, Answers.OK).reason())
        .isEqualTo(Reason.SUCCESS);
  }

  @Test
  void whoseSizeNobodyKnowsIsTriedAsBefore() {
    longOnesTimeOut();
    assertThat(run(Terms.DEFAULT, SLOW, Answers.status(504)).reason())
        .isEqualTo(Reason.RETRIES_SPENT);
  }

  @Test
  void otherFailuresOfLongRequestsAreTriedAgain() {
    longOnesTimeOut();
    assertThat(run(of(LONG), SLOW, Answers.status(503), Answers.OK).reason())
        .isEqualTo(Reason.SUCCESS);
  }

  @Test
  void anAnswerThatBeganIsCommitted() {
    longOnesTimeOut();
    Call call = new Call("c", Route.to(endpoint), of(LONG), engine, now);
    call.start(now);
    call.commit(now);
    Step step = call.settle(now.plus(SLOW), Lost.of(Loss.CUT, Phase.CONTENT));
    assertThat(((Step.Finish) step).ending().reason()).isEqualTo(Reason.COMMITTED);
  }

  @Test
  void aCallCountsOnceHoweverOftenItIsTried() {
    run(of(LONG), Duration.ofMillis(10), Answers.status(504), Answers.status(504), Answers.OK);
    run(of(SHORT), SLOW, Answers.status(529), Answers.OK);
    run(of(SHORT), SLOW, Answers.status(400));
    run(Terms.DEFAULT, SLOW, Answers.OK);
    assertThat(endpoint.shape().effect(false).calls()).isEqualTo(2);
    assertThat(endpoint.shape().effect(false).timeouts()).isEqualTo(1);
  }
}
