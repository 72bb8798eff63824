package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a call must not be sent again although the failure alone would allow it, and how it ends.
 */
class CallSafetyTest {
  private static final Terms ONCE = new Terms(Replay.ONLY_IF_REFUSED, null);

  private static CallWorld runOnce(Outcome... outcomes) {
    return CallWorld.run(ONCE, 1, CallWorld.quick(outcomes));
  }

  private static CallWorld ready(Terms terms, Outcome... outcomes) {
    return CallWorld.ready(Policy.defaults(), terms, 1, CallWorld.quick(outcomes));
  }

  @Test
  void nothingIsSentAgainOnceContentWasHandedOn() {
    CallWorld world = ready(Terms.DEFAULT, Answers.OK);
    world.call.start(world.now());
    world.call.commit(world.now());
    Step step = world.call.settle(world.now(), Lost.of(Loss.CUT, Phase.CONTENT));

    assertThat(step).isInstanceOf(Finish.class);
    assertThat(((Finish) step).ending().reason()).isEqualTo(Reason.COMMITTED);
  }

  @Test
  void contentThatWasNotHandedOnMayBeReplaced() {
    CallWorld world = CallWorld.run(1, Lost.of(Loss.CUT, Phase.CONTENT), Answers.OK);

    assertThat(world.ending()).isEqualTo(new Ending.Answered());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {429, 500, 502, 503, 504, 529})
  void aRequestThatMayHaveRunIsNotRepeatedOnABareStatus(int status) {
    CallWorld world = runOnce(Answers.status(status), Answers.OK);

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.NOT_REPEATABLE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {500, 502, 504})
  void anEnvelopeThatDoesNotRefuseProvesNothing(int status) {
    assertThat(runOnce(Answers.envelope(status, "t", "m"), Answers.OK).attempts()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {429, 503, 529})
  void aRequestThatAnthropicRefusedIsRepeated(int status) {
    assertThat(runOnce(Answers.envelope(status, "t", "m"), Answers.OK).ending())
        .isEqualTo(new Ending.Answered());
  }

  @Test
  void aRequestThatNeverLeftIsRepeated() {
    Outcome handshake = Lost.of(Loss.TLS, Phase.CONNECT);

    assertThat(runOnce(Answers.REFUSED_CONNECTION, handshake, Answers.OK).attempts()).isEqualTo(3);
  }

  @Test
  void aRequestThatLeftOrBeganToRunIsNotRepeated() {
    assertThat(runOnce(Lost.of(Loss.RESET, Phase.SENT), Answers.OK).attempts()).isEqualTo(1);
    assertThat(runOnce(Answers.STALE, Answers.OK).attempts()).isEqualTo(1);
    assertThat(runOnce(Answers.event("overloaded_error"), Answers.OK).attempts()).isEqualTo(1);
  }

  @Test
  void aStaleConnectionIsReplacedAtOnceAndOnce() {
    CallWorld world = CallWorld.run(1, Answers.STALE, Answers.STALE, Answers.OK);

    assertThat(world.reasons())
        .containsExactly(Reason.STALE_CONNECTION, Reason.BACKOFF, Reason.SUCCESS);
    assertThat(world.starts().get(1)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aStaleConnectionWidensNoPause() {
    for (long seed = 0; seed < 200; seed++) {
      CallWorld world = CallWorld.run(seed, Answers.STALE, Answers.status(502), Answers.OK);

      assertThat(world.pauses().get(1)).isLessThanOrEqualTo(Duration.ofMillis(500));
    }
  }

  @Test
  void aStaleConnectionDoesNotStartTheClock() {
    Turn late = Turn.after(300, Answers.status(529));
    List<Turn> script = List.of(Turn.quick(Answers.STALE), late, Turn.quick(Answers.OK));

    assertThat(CallWorld.run(Terms.DEFAULT, 1, script).ending()).isEqualTo(new Ending.Answered());
  }

  @Test
  void aStaleConnectionAfterTheBudgetIsNotReplaced() {
    Turn late = Turn.after(20, Answers.STALE);
    List<Turn> script = List.of(Turn.quick(Answers.status(529)), late, Turn.quick(Answers.OK));
    CallWorld world = CallWorld.run(Terms.DEFAULT, 1, script);

    assertThat(world.attempts()).isEqualTo(2);
    assertThat(world.reason()).isEqualTo(Reason.BUDGET_SPENT);
  }

  @Test
  void aStaleConnectionAtTheDeadlineIsNotReplaced() {
    CallWorld world = ready(new Terms(Replay.FREE, Duration.ofSeconds(5)), Answers.OK);
    world.call.start(world.now());
    world.pass(Duration.ofSeconds(5));
    Step step = world.call.settle(world.now(), Answers.STALE);

    assertThat(((Finish) step).ending().reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  void theLastTryStaysTheLastWhenItsConnectionWasStale() {
    TimeBudget brief = new TimeBudget(Duration.ofSeconds(2), Duration.ZERO);
    RetryRules rules = RetryRules.standard(1, Duration.ofMinutes(1), Duration.ofMinutes(1));
    List<Turn> script = CallWorld.quick(Answers.status(529), Answers.STALE, Answers.status(529));
    int lastTries = 0;
    for (long seed = 0; seed < 50; seed++) {
      CallWorld world =
          CallWorld.ready(
                  Policy.defaults().withRules(rules).withBudget(brief), Terms.DEFAULT, seed, script)
              .run();
      if (world.reasons().get(0) == Reason.LAST_TRY) {
        lastTries++;
        assertThat(world.attempts()).as("seed %d", seed).isEqualTo(3);
      }
    }
    assertThat(lastTries).isGreaterThan(40);
  }

  @Test
  void theDeadlineEndsTheCallWithWhatTheUpstreamLastSaid() {
    Terms terms = new Terms(Replay.FREE, Duration.ofSeconds(4));
    List<Turn> script = List.of(Turn.quick(Answers.status(529)), Turn.after(30, Answers.OK));
    CallWorld world = CallWorld.run(terms, 1, script);

    assertThat(world.reason()).isEqualTo(Reason.DEADLINE);
    assertThat(((Ending.Failed) world.ending()).verdict().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(world.now()).isEqualTo(CallWorld.START.plusSeconds(4));
  }

  @Test
  void aHintBeyondTheDeadlineEndsTheCallAtOnce() {
    Terms terms = new Terms(Replay.FREE, Duration.ofSeconds(4));
    CallWorld world =
        CallWorld.run(terms, 1, CallWorld.quick(Answers.status(529, "retry-after", "5")));

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.WAIT_TOO_LONG);
  }

  @Test
  void everyAttemptIsToldTheSameDeadline() {
    CallWorld world = ready(new Terms(Replay.FREE, Duration.ofSeconds(9)), Answers.status(502));
    Send first = (Send) world.call.start(world.now());
    Send second = (Send) world.carryOut(world.carryOut(first));

    assertThat(first.deadline()).isEqualTo(CallWorld.START.plusSeconds(9));
    assertThat(second.deadline()).isEqualTo(first.deadline());
  }

  @Test
  void aDeadlineMustBePositiveAndForEverIsNone() {
    assertThatThrownBy(() -> new Terms(Replay.FREE, Duration.ZERO))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Terms(Replay.FREE, Duration.ofNanos(-1)))
        .hasMessageContaining("positive");
    assertThat(new Terms(Replay.FREE, ChronoUnit.FOREVER.getDuration())).isEqualTo(Terms.DEFAULT);
  }

  @Test
  void aCallThatIsCancelledBeforeItStartsSendsNothing() {
    CallWorld world = ready(Terms.DEFAULT, Answers.OK);
    Step end = world.call.cancel(world.now());

    assertThat(world.call.start(world.now())).isSameAs(end);
    assertThat(world.attempts()).isZero();
    assertThat(world.ends()).hasSize(1);
  }

  @Test
  void cancelledInAPauseItTellsWhatItHadWaited() {
    CallWorld world = ready(Terms.DEFAULT, Answers.status(500));
    Step pause = world.carryOut(world.call.start(world.now()));
    world.pass(Duration.ofMillis(700));
    world.call.cancel(world.now());

    assertThat(pause).isInstanceOf(Wait.class);
    assertThat(world.ends().get(0).waited()).isEqualTo(Duration.ofMillis(700));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void anAttemptTheCallerLeftIsCancelledAndNoFailure(Phase phase) {
    CallWorld world = CallWorld.run(1, new Outcome.Cancelled(phase));

    assertThat(world.ending()).isEqualTo(new Ending.Cancelled());
    assertThat(world.ends().get(0).verdict()).isNull();
  }

  @Test
  void afterTheEndEveryMethodAnswersWithTheSameFinish() {
    CallWorld world = ready(Terms.DEFAULT, Answers.status(400));
    Step end = world.carryOut(world.call.start(world.now()));

    assertThat(world.call.settle(world.now(), Answers.OK)).isSameAs(end);
    assertThat(world.call.resume(world.now())).isSameAs(end);
    assertThat(world.call.cancel(world.now())).isSameAs(end);
    assertThat(world.call.start(world.now())).isSameAs(end);
    assertThat(world.ends()).hasSize(1);
  }

  @Test
  void resumingWithoutAPauseIsADriversMistake() {
    CallWorld world = ready(Terms.DEFAULT, Answers.OK);
    world.call.start(world.now());

    assertThatThrownBy(() -> world.call.resume(world.now()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWholeAnswerOfNoContentIsASuccess() {
    assertThat(CallWorld.run(1, Answered.whole(204, Headers.NONE)).ending())
        .isEqualTo(new Ending.Answered());
  }
}
