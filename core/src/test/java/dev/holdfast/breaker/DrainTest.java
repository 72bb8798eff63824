package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static dev.holdfast.breaker.Result.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that fails slowly: nothing for a while, then ten trials. */
class DrainTest {
  private static final int SEEDS = 20;

  private final BreakerWorld world = BreakerWorld.draining(1);

  private List<Sent> trials() {
    world.now = world.now.plus(world.refused());
    List<Sent> trials = world.send(10);
    world.refused();
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);
    return trials;
  }

  @Test
  void nothingPassesForTenSecondsOrSo() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      BreakerWorld drained = BreakerWorld.draining(seed);
      Duration pause = drained.refused();
      assertThat(pause)
          .as("seed %d", seed)
          .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
      drained.now = drained.now.plus(pause).minusNanos(1);
      drained.refused();
      drained.now = drained.now.plusNanos(1);
      drained.send();
    }
  }

  @Test
  void eachReopeningMakesThePauseHalfAsLongAgainUpToAMinute() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      BreakerWorld drained = BreakerWorld.draining(seed);
      for (int reopened = 0; reopened < 30; reopened++) {
        double seconds = Math.min(60, 10 * Math.pow(1.5, reopened));
        Duration pause = drained.refused();
        assertThat(pause.toMillis() / 1000.0)
            .as("seed %d, re-opened %d times", seed, reopened)
            .isBetween(0.8 * seconds - 0.001, 1.2 * seconds);
        drained.now = drained.now.plus(pause);
        drained.settle(drained.send(), FAILURE);
        assertThat(drained.state()).isEqualTo(State.DRAINING);
      }
    }
  }

  @Test
  void tenSuccessesClose() {
    List<Sent> trials = trials();
    trials.subList(0, 9).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);
    world.refused();

    world.settle(trials.get(9), SUCCESS);
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void oneFailureReopensAndTheOtherTrialsNoLongerCount() {
    List<Sent> trials = trials();
    world.settle(trials.get(0), FAILURE);
    trials.subList(1, 10).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.DRAINING);

    trials();
  }

  @ParameterizedTest
  @EnumSource(names = {"NEUTRAL", "CANCELLED", "SLOW_CANCELLED", "UNSENT"})
  void aTrialThatProvesNothingIsFreeAgain(Result result) {
    List<Sent> trials = trials();
    world.settle(trials.get(0), result);
    Sent another = world.send();
    world.refused();
    trials.subList(1, 10).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);

    world.settle(another, SUCCESS);
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 3600, -3600})
  void aTrialThatNeverComesBackIsFreeAfterThirtySecondsOrWhenTheClockJumps(double later) {
    trials();
    world.pass(Math.min(later, 29.9));
    if (later > 0) {
      world.refused();
      world.pass(later - 29.9);
    }

    world.send(10).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aTrialThatComesBackAfterItsLeaseProvesNoHealthButTrouble() {
    List<Sent> late = trials();
    world.pass(30);
    List<Sent> fresh = world.send(10);
    late.forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);
    fresh.subList(0, 9).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);

    world.settle(late.get(0), FAILURE);
    assertThat(world.state()).isEqualTo(State.DRAINING);
  }

  @Test
  void aClockReadALittleEarlierByAnotherThreadFreesNoTrial() {
    List<Sent> trials = trials();
    world.pass(-0.001);
    world.refused();
    world.pass(0.001);
    trials.forEach(sent -> world.settle(sent, SUCCESS));

    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aClockReadALittleEarlierByAnotherThreadEndsNoPause() {
    world.pass(-0.001);
    world.refused();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, -50, -100, -3600})
  void aClockThatJumpsBackTurnsNobodyAwayForLong(double jump) {
    world.pass(jump);
    if (world.ask(Priority.INTERACTIVE, false) instanceof Refused refused) {
      assertThat(refused.retryIn()).isLessThanOrEqualTo(Duration.ofSeconds(72));
      world.now = world.now.plus(refused.retryIn());
    }

    world.send(9);
  }

  @Test
  void closedAfterDrainingItBeginsWithAShortPauseAgain() {
    world.now = world.now.plus(world.refused());
    world.settle(world.send(), FAILURE);
    trials().forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.CLOSED);

    world.fail(8, Result.SLOW_FAILURE);
    assertThat(world.refused()).isLessThanOrEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void strictModeIsTheTextbookBreaker() {
    BreakerPolicy policy = BreakerPolicy.defaults().withMode(BreakerPolicy.Mode.STRICT);
    BreakerWorld strict = new BreakerWorld(policy, 1);
    strict.fail(8, FAILURE);
    assertThat(strict.breaker.stance()).isEqualTo(Stance.SHUT);
    strict.now = strict.now.plus(strict.refused());
    strict.send(10).forEach(sent -> strict.settle(sent, SUCCESS));

    assertThat(strict.state()).isEqualTo(State.CLOSED);
  }
}
