package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Breaker;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.breaker.Permit;
import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.Result;
import dev.holdfast.breaker.Stance;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one call takes from the budget that all retries to an endpoint share, and gives back. */
class TokensTest {
  private static final Outcome BUSY = Answers.status(529);

  private final Breaker breaker = new Breaker(BreakerPolicy.defaults(), new Random(1));
  private final RetryBudget budget = new RetryBudget();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private int calls;

  private Call call() {
    EndpointKey key = new EndpointKey("https://up.test", "/v1/messages", "opus-5");
    Engine engine = new Engine(Policy.defaults(), new Random(7), Listener.NONE);
    String id = "call-" + ++calls;
    Endpoint endpoint = new Endpoint(key, breaker, budget, new RequestShape());
    return new Call(id, Route.to(endpoint), Terms.DEFAULT, engine, now);
  }

  private void empty() {
    while (budget.withdraw(ErrorKind.OVERLOADED)) {
      // The work is in the condition.
    }
  }

  private Step passAndResume(Call call, Step step) {
    now = now.plus(((Wait) step).pause());
    return call.resume(now);
  }

  /** Other calls fail quickly until the gate is up. */
  private void outage() {
    for (int i = 0; breaker.stance() == Stance.PASS; i++) {
      Permit permit = (Permit) breaker.admit(now, Priority.INTERACTIVE, true);
      breaker.settle(now, permit, Result.FAILURE, now, "other " + i);
    }
    assertThat(breaker.stance()).isEqualTo(Stance.PACE);
  }

  @Test
  void aRetryPaysBeforeItsPauseAndASuccessGetsItBack() {
    Call call = call();
    call.start(now);
    Step step = call.settle(now, BUSY);
    assertThat(budget.balance()).isEqualTo(95);
    step = passAndResume(call, step);
    assertThat(step).isInstanceOf(Send.class);
    step = call.settle(now, BUSY);
    assertThat(budget.balance()).as("the first was spent").isEqualTo(90);
    passAndResume(call, step);
    call.settle(now, Answers.OK);

    assertThat(budget.balance()).isEqualTo(95);
  }

  @Test
  void aRetryAfterATimeoutCostsTwentyFive() {
    Call call = call();
    call.start(now);
    call.settle(now, Answers.status(504));
    assertThat(budget.balance()).isEqualTo(75);

    call.cancel(now);
    assertThat(budget.balance()).as("not sent").isEqualTo(100);
  }

  @Test
  void aFirstTryThatSucceedsPaysIn() {
    empty();
    Call call = call();
    assertThat(call.start(now)).as("never delayed").isInstanceOf(Send.class);
    call.settle(now, Answers.OK);

    assertThat(budget.balance()).isEqualTo(1);
  }

  @Test
  void anEmptyBudgetParksTheRetryUntilThereIsSomething() {
    empty();
    Call call = call();
    call.start(now);
    Step step = call.settle(now, BUSY);
    for (int i = 0; i < 2; i++) {
      step = passAndResume(call, step);
      assertThat(step).isInstanceOf(Wait.class);
      assertThat(((Wait) step).pause()).isLessThanOrEqualTo(Duration.ofSeconds(8));
      assertThat(call.attempts()).isEqualTo(1);
    }
    budget.refund(ErrorKind.OVERLOADED);
    step = passAndResume(call, step);

    assertThat(step).isInstanceOf(Send.class);
    assertThat(budget.balance()).isZero();
  }

  @Test
  void aParkedRetryGivesUpWithItsTime() {
    empty();
    Instant failed = now;
    Call call = call();
    call.start(now);
    Step step = call.settle(now, BUSY);
    while (step instanceof Wait) {
      step = passAndResume(call, step);
    }

    assertThat(((Finish) step).ending().reason()).isEqualTo(Reason.RETRY_BUDGET_SPENT);
    assertThat(call.attempts()).isEqualTo(1);
    assertThat(Duration.between(failed, now)).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aWaitForAQuotaCostsNothing() {
    empty();
    Call call = call();
    call.start(now);
    Step step = call.settle(now, Answers.status(429, "retry-after", "2"));

    assertThat(passAndResume(call, step)).isInstanceOf(Send.class);
  }

  @Test
  void whileTheGateIsUpARetryIsFreeAndATakenTokenGoesBack() {
    Call call = call();
    call.start(now);
    Step step = call.settle(now, BUSY);
    assertThat(budget.balance()).isEqualTo(95);
    now = now.plus(((Wait) step).pause());
    outage();

    assertThat(call.resume(now)).isInstanceOf(Hold.class);
    assertThat(budget.balance()).isEqualTo(100);
  }

  @Test
  void aRetryThatTheGateLetsThroughAtOnceIsFreeToo() {
    Call call = call();
    call.start(now);
    call.settle(now, BUSY);
    outage();
    now = now.plusSeconds(2);
    assertThat(call.resume(now)).as("the probe of an idle gate").isInstanceOf(Send.class);
    assertThat(budget.balance()).isEqualTo(100);

    call.settle(now, BUSY);
    assertThat(budget.balance()).isEqualTo(100);
  }

  @Test
  void aParkedRetryIsFreedWhenTheGateComesUp() {
    empty();
    Call call = call();
    call.start(now);
    Step step = call.settle(now, BUSY);
    step = passAndResume(call, step);
    now = now.plus(((Wait) step).pause());
    outage();

    assertThat(call.resume(now)).isInstanceOf(Hold.class);
    assertThat(budget.balance()).isZero();
  }

  @Test
  void aCallerWhoLeavesInTheAttemptHasSpentItsToken() {
    Call call = call();
    call.start(now);
    passAndResume(call, call.settle(now, BUSY));
    call.settle(now, new Outcome.Cancelled(Phase.SENT));
    assertThat(budget.balance()).isEqualTo(95);

    Call other = call();
    other.start(now);
    passAndResume(other, other.settle(now, BUSY));
    other.cancel(now);
    assertThat(budget.balance()).isEqualTo(90);
  }
}
