package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.decide.Trigger;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call with places to go on to. */
class FallbackTest extends RouteWorld {

  private static Outcome refusal() {
    return new Answered(200, Headers.NONE, null, Phase.CONTENT, "refusal");
  }

  @Test
  void aSecond500GoesOn() {
    CallWorld world =
        run(route(FallbackRule.DEFAULT), Answers.status(500), Answers.status(500), Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "opus-5", "fallback-1");
    assertThat(world.detours()).containsExactly(Reason.RETRIES_SPENT);
    assertThat(world.ending()).isEqualTo(new Ending.Answered());
    assertThat(world.call.target().name()).isEqualTo("fallback-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 529})
  void aSpentBudgetGoesOnOnceMore(int status) {
    CallWorld world = run(route(FallbackRule.DEFAULT), Answers.status(status));

    assertThat(world.places()).last().isEqualTo("fallback-1");
    assertThat(world.places()).containsOnlyOnce("fallback-1").startsWith("opus-5", "opus-5");
    assertThat(world.detours()).containsExactly(Reason.BUDGET_SPENT);
    assertThat(world.starts())
        .last()
        .satisfies(at -> assertThat(at).isGreaterThan(BUDGET.dividedBy(2)));
  }

  @Test
  void onlyOneAttemptAnywhereStartsAfterTheBudget() {
    // The budget counts from the first failure, after 50 ms.
    FallbackRule spent = on(Trigger.BUDGET_SPENT);
    for (int seed = 0; seed < 100; seed++) {
      random.setSeed(seed);
      CallWorld world = run(route(spent, spent, spent), Answers.status(503));
      long late =
          world.starts().stream().filter(at -> at.compareTo(BUDGET.plusMillis(50)) > 0).count();
      assertThat(late).as("seed %d: %s", seed, world.starts()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "529, OVERLOADED",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "429, RATE_LIMITED",
    "401, KEY_REJECTED",
    "404, MODEL_404"
  })
  void aKindMayGoOnAtOnce(int status, Trigger trigger) {
    CallWorld world = run(route(on(trigger)), Answers.status(status), Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "fallback-1");
    assertThat(world.call.waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 413, 422})
  void anErrorOfTheRequestGoesNowhere(int status) {
    CallWorld world = run(route(new FallbackRule(ALL, Duration.ZERO)), Answers.status(status));

    assertThat(world.places()).containsExactly("opus-5");
    assertThat(world.reason()).isEqualTo(Reason.NOT_RETRYABLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trigger.class,
      names = {"OVERLOADED", "UNAVAILABLE", "RATE_LIMITED"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatWasNotAskedForIsNotRerouted(Trigger trigger) {
    CallWorld world = run(route(on(trigger)), OVERLOADED, Answers.status(429), Answers.OK);

    assertThat(world.places()).containsOnly("opus-5");
    assertThat(world.ending()).isEqualTo(new Ending.Answered());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 422})
  void aFallbackThatCannotTakeItGivesTheOriginalError(int status) {
    CallWorld world =
        run(route(on(Trigger.OVERLOADED)), OVERLOADED, Answers.status(status), Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "fallback-1");
    Ending.Failed failed = (Ending.Failed) world.ending();
    assertThat(failed.reason()).isEqualTo(Reason.FALLBACK_UNUSABLE);
    assertThat(failed.verdict().kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void theNextOneIsTriedIfOneCannotTakeIt() {
    FallbackRule at = on(Trigger.OVERLOADED);
    CallWorld world = run(route(at, at), OVERLOADED, Answers.status(400), Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "fallback-1", "fallback-2");
    assertThat(world.detours()).last().isEqualTo(Reason.FALLBACK_UNUSABLE);
    assertThat(world.ending()).isEqualTo(new Ending.Answered());
  }

  @Test
  void aFallbacksFailureNeverHidesTheFirstError() {
    CallWorld world =
        run(route(on(Trigger.OVERLOADED)), OVERLOADED, Answers.envelope(500, "api_error", "m"));

    assertThat(((Ending.Failed) world.ending()).verdict().kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void afterShortTroubleTheCallStays() {
    FallbackRule patient = new FallbackRule(Set.of(Trigger.OVERLOADED), Duration.ofSeconds(5));

    assertThat(run(route(patient), OVERLOADED, Answers.OK).places()).containsOnly("opus-5");
    CallWorld world = run(route(patient), Answers.status(529));
    assertThat(world.places()).last().isEqualTo("fallback-1");
    int stayed = world.places().size() - 1 - world.places().lastIndexOf("opus-5");
    assertThat(stayed).isPositive();
    assertThat(world.starts().get(world.places().indexOf("fallback-1")))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aRefusalGoesOnWhenAskedTo() {
    CallWorld world = run(route(on(Trigger.REFUSAL)), refusal(), Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "fallback-1");
    assertThat(world.detours()).containsExactly(Reason.REFUSED);
    assertThat(run(route(FallbackRule.DEFAULT), refusal()).places()).containsOnly("opus-5");
  }

  @Test
  void aPlaceThatCannotBeGoneToIsPassedOver() {
    FallbackRule rule = on(Trigger.OVERLOADED);
    Target closed = new Target("closed", place("closed"), rule, "billing-2", () -> false);
    Target open = new Target("open", place("open"), rule, "billing-3", () -> true);
    CallWorld world = run(Route.of(place("opus-5"), List.of(closed, open)), OVERLOADED, Answers.OK);

    assertThat(world.places()).containsExactly("opus-5", "open");
    assertThat(world.callers()).containsExactly("-", "billing-3");
  }

  @Test
  void noFirstTokenGoesOn() {
    Outcome silent = Lost.of(Loss.TIMEOUT, Phase.PRE_CONTENT);
    CallWorld world =
        run(
            route(on(Trigger.FIRST_TOKEN)),
            Terms.DEFAULT,
            Turn.after(120, silent),
            Turn.quick(Answers.OK));

    assertThat(world.places()).containsExactly("opus-5", "fallback-1");
  }

  @Test
  void whatMayHaveRunRunsNowhereElse() {
    Terms once = new Terms(Replay.ONLY_IF_REFUSED, null);
    Route everything = route(new FallbackRule(ALL, Duration.ZERO));

    assertThat(run(everything, once, Turn.quick(Answers.status(502))).places())
        .containsExactly("opus-5");
    assertThat(
            run(everything, once, Turn.quick(Answers.REFUSED_CONNECTION), Turn.quick(Answers.OK))
                .places())
        .containsExactly("opus-5", "fallback-1");
  }

  @Test
  void nothingStartsAfterTheDeadline() {
    Terms hurried = new Terms(Replay.FREE, Duration.ofSeconds(2));
    CallWorld world = run(route(FallbackRule.DEFAULT), hurried, Turn.quick(Answers.status(503)));

    assertThat(world.starts()).allSatisfy(at -> assertThat(at).isLessThan(Duration.ofSeconds(2)));
  }

  @Test
  void withAnOpenBreakerTheCallGoesOnInsteadOfWaiting() {
    breakOpen();
    CallWorld world = run(route(FallbackRule.DEFAULT), Answers.OK);

    assertThat(world.places()).containsExactly("fallback-1");
    assertThat(world.detours()).containsExactly(Reason.BREAKER_OPEN);
    assertThat(world.call.waited()).isZero();
  }

  @Test
  void withAnOpenBreakerItWaitsAsLongAsItsRuleSays() {
    breakOpen();
    FallbackRule patient = new FallbackRule(Set.of(Trigger.BREAKER_OPEN), Duration.ofMillis(300));
    CallWorld world = run(route(patient), Answers.OK);

    assertThat(world.places()).containsExactly("fallback-1");
    assertThat(world.detours()).containsExactly(Reason.HOLD_EXPIRED);
    assertThat(world.call.waited()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void eachPlaceHasABreakerOfItsOwn() {
    breakOpen();
    Route route = route(FallbackRule.DEFAULT);
    run(route, Answers.OK);

    assertThat(route.targets().get(1).endpoint().breaker().stance().name()).isEqualTo("PASS");
    assertThat(route.targets().get(0).endpoint().breaker().stance().name()).isEqualTo("PACE");
  }
}
