package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Send;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that go on after an answer: one that broke off, or one that can be bettered. */
class ContinuationTest extends RouteWorld {
  private static final Outcome BROKEN = Lost.of(Loss.RESET, Phase.CONTENT);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void anAnswerThatBrokeOffIsContinued() {
    CallWorld world = start(Terms.DEFAULT, BROKEN, Answers.OK);
    Step step = broken(world, world.call.start(world.now()));
    Send second = (Send) pass(world, step);
    world.call.commit(world.now());
    step = world.carryOut(second);
    assertThat(((Finish) step).ending()).isEqualTo(new Ending.Answered());
    assertThat(resumed(world)).extracting(CallResumed::attempt).containsExactly(2);
    assertThat(world.ends()).hasSize(1);
  }

  @Test
  void withoutContentNothingIsContinued() {
    CallWorld world = start(Terms.DEFAULT, BROKEN, Answers.OK);
    Send second = (Send) pass(world, broken(world, world.call.start(world.now())));
    world.carryOut(second);
    assertThat(resumed(world)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 529})
  void whenItCannotBeContinuedTheTruthIsThatItBrokeOff(int status) {
    CallWorld world = start(Terms.DEFAULT, BROKEN, Answers.status(status));
    Step step = broken(world, world.call.start(world.now()));
    while (!(step instanceof Finish)) {
      step = world.carryOut(step);
    }
    Ending.Failed failed = (Ending.Failed) ((Finish) step).ending();
    assertThat(failed.reason()).isEqualTo(Reason.COMMITTED);
    assertThat(failed.verdict().kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(world.ends().get(0).verdict()).isEqualTo(failed.verdict());
  }

  @Test
  void aContinuationHasABudgetOfItsOwn() {
    CallWorld world = start(Terms.DEFAULT, Answers.status(529), BROKEN, BROKEN, Answers.OK);
    Step step = pass(world, world.carryOut(world.call.start(world.now())));
    for (int i = 0; i < 2; i++) {
      world.pass(MINUTE);
      step = pass(world, broken(world, step));
    }
    assertThat(world.carryOut(step)).isInstanceOf(Finish.class);
    assertThat(world.ends().get(0).reason()).isEqualTo(Reason.SUCCESS);
    assertThat(world.attempts()).isEqualTo(4);
  }

  @Test
  void aDeadlineBoundsTheHeadAndNotTheContinuation() {
    CallWorld world = start(new Terms(Replay.FREE, MINUTE), BROKEN, Answers.OK);
    world.call.start(world.now());
    world.call.commit(world.now());
    world.pass(MINUTE.multipliedBy(2));
    world.call.reopen();
    Send second = (Send) pass(world, world.call.settle(world.now(), BROKEN));
    assertThat(second.deadline()).isNull();
  }

  @Test
  void onlyThePlaceThatBeganCanGoOn() {
    Engine engine = new Engine(policy, random, event -> {}, outlook);
    FallbackRule always = new FallbackRule(ALL, Duration.ZERO);
    List<CallWorld.Turn> script = CallWorld.quick(BROKEN, OVERLOADED);
    CallWorld world = CallWorld.on(route(always), Terms.DEFAULT, engine, script);
    Step step = broken(world, world.call.start(world.now()));
    while (!(step instanceof Finish)) {
      step = world.carryOut(step);
    }
    assertThat(world.places()).containsOnly("opus-5").hasSizeGreaterThan(2);
  }

  @Test
  void anAnswerIsBettered() {
    CallWorld world = start(Terms.DEFAULT, Answers.OK);
    Step step = improved(world, world.call.start(world.now()));
    assertThat(step).isInstanceOf(Send.class);
    assertThat(((Finish) world.carryOut(step)).ending()).isEqualTo(new Ending.Answered());
    assertThat(world.reasons()).containsExactly(Reason.TRUNCATED, Reason.SUCCESS);
    assertThat(world.ended().get(0).result().decision())
        .isEqualTo(new Retry(Duration.ZERO, Reason.TRUNCATED));
  }

  @Test
  void anAnswerIsBetteredAgainAndAgain() {
    CallWorld world = start(Terms.DEFAULT, Answers.OK);
    Step step = world.call.start(world.now());
    for (int i = 0; i < 5; i++) {
      step = improved(world, step);
    }
    assertThat(world.carryOut(step)).isInstanceOf(Finish.class);
    assertThat(world.attempts()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500, 529})
  void anAnswerThatCannotBeBetteredIsGoodEnough(int status) {
    CallWorld world = start(Terms.DEFAULT, Answers.OK, Answers.status(status));
    Step step = world.carryOut(improved(world, world.call.start(world.now())));
    assertThat(((Finish) step).ending()).isEqualTo(new Ending.Answered());
    assertThat(world.ends().get(0).reason()).isEqualTo(Reason.SUCCESS);
    assertThat(world.ends().get(0).verdict().kind()).isEqualTo(ErrorKind.OK);
    assertThat(world.attempts()).isEqualTo(2);
  }

  @Test
  void whoHasAnAnswerDoesNotWaitAtTheGate() {
    Engine engine = new Engine(policy, random, event -> {}, outlook);
    List<CallWorld.Turn> script = CallWorld.quick(Answers.OK);
    CallWorld world = CallWorld.on(route(), Terms.DEFAULT, engine, script);
    Step first = world.call.start(world.now());
    breakOpen();
    assertThat(improved(world, first)).isEqualTo(new Finish(new Ending.Answered()));
    assertThat(world.attempts()).isEqualTo(1);
  }

  @Test
  void theDeadlineOrTheCallersDepartureEndBettering() {
    CallWorld late = start(new Terms(Replay.FREE, MINUTE), Answers.OK);
    Step second = improved(late, late.call.start(late.now()));
    late.pass(MINUTE);
    Step end = late.call.settle(late.now(), new Outcome.Cancelled(Phase.SENT));
    assertThat(second).isInstanceOf(Send.class);
    assertThat(((Finish) end).ending()).isEqualTo(new Ending.Answered());

    CallWorld left = start(Terms.DEFAULT, Answers.OK);
    improved(left, left.call.start(left.now()));
    Finish gone = (Finish) left.call.cancel(left.now());
    assertThat(gone.ending()).isEqualTo(new Ending.Cancelled());
  }

  private static CallWorld start(Terms terms, Outcome... script) {
    return CallWorld.ready(Policy.defaults(), terms, 1, CallWorld.quick(script));
  }

  /** Content, then the end of it; and the driver knows how to go on. */
  private static Step broken(CallWorld world, Step send) {
    world.call.commit(world.now());
    world.call.reopen();
    return world.carryOut(send);
  }

  private static Step pass(CallWorld world, Step step) {
    Step next = step;
    while (!(next instanceof Send)) {
      next = world.carryOut(next);
    }
    return next;
  }

  private static Step improved(CallWorld world, Step send) {
    assertThat(send).isInstanceOf(Send.class);
    return world.call.improve(world.now(), Answers.OK, Reason.TRUNCATED);
  }

  private static List<CallResumed> resumed(CallWorld world) {
    return world.events.stream()
        .filter(CallResumed.class::isInstance)
        .map((CallEvent e) -> (CallResumed) e)
        .toList();
  }
}
