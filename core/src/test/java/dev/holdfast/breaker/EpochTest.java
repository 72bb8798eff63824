package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static dev.holdfast.breaker.Result.SLOW_FAILURE;
import static dev.holdfast.breaker.Result.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call brings back that was sent in another epoch; and opening and closing by hand. */
class EpochTest {
  private final BreakerWorld world = new BreakerWorld();

  private void close() {
    world.credit(3);
    while (world.state() == State.GATED) {
      world.settle(world.send(), SUCCESS);
      world.pass(5);
    }
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentBeforeItOpenedChangesNothingAtTheGate(Result result) {
    List<Sent> early = world.send(8);
    world.fail(8, FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
    world.pass(3);
    early.forEach(sent -> world.settle(sent, result));

    assertThat(world.state()).isEqualTo(State.GATED);
    assertThat(world.credits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentBeforeItOpenedIsNoTrial(Result result) {
    List<Sent> early = world.send(8);
    world.fail(8, SLOW_FAILURE);
    world.pass(12);
    List<Sent> trials = world.send(10);
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);
    early.forEach(sent -> world.settle(sent, result));

    assertThat(world.state()).isEqualTo(State.HALF_OPEN);
    trials.forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatWasSentThroughTheGateDoesNotOpenTheClosedBreaker() {
    world.fail(8, FAILURE);
    world.credit(12);
    List<Sent> gated = world.send(12);
    close();
    gated.forEach(sent -> world.settle(sent, FAILURE));

    assertThat(world.state()).isEqualTo(State.CLOSED);
    world.fail(7, FAILURE);
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void theFailuresBeforeItOpenedAreForgottenWhenItCloses() {
    world.fail(8, FAILURE);
    close();
    world.fail(7, FAILURE);

    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void anAnswerOfAnOlderEpochThatBreaksOffChangesNothing() {
    List<Sent> streams = world.send(8);
    streams.forEach(sent -> world.settle(sent, SUCCESS));
    world.fail(8, SLOW_FAILURE);
    world.pass(12);
    Sent trial = world.send();
    world.pass(1);
    streams.forEach(world::breakOff);
    assertThat(world.state()).isEqualTo(State.HALF_OPEN);

    world.settle(trial, SUCCESS);
    world.breakOff(trial);
    assertThat(world.state()).as("one of this epoch").isEqualTo(State.DRAINING);
  }

  @Test
  void openedByHandItTurnsAwayUntilThen() {
    world.breaker.force(world.now, true, world.now.plusSeconds(60));
    assertThat(world.refused()).isEqualTo(Duration.ofSeconds(60));
    assertThat(world.breaker.stance()).isEqualTo(Stance.SHUT);
    world.pass(59.9);
    assertThat(world.refused()).isEqualTo(Duration.ofMillis(100));

    world.pass(0.1);
    world.fail(7, SUCCESS);
    assertThat(world.state()).isEqualTo(State.CLOSED);
    assertThat(world.breaker.stance()).isEqualTo(Stance.PASS);
  }

  @Test
  void closedByHandItStaysClosedWhateverFails() {
    world.breaker.force(world.now, false, world.now.plusSeconds(60));
    world.fail(100, FAILURE);
    assertThat(world.state()).isEqualTo(State.FORCED_CLOSED);

    world.pass(60);
    world.fail(7, FAILURE);
    assertThat(world.state()).as("with a clean sheet").isEqualTo(State.CLOSED);
    world.fail(1, FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORCED_OPEN", "FORCED_CLOSED"})
  void whoeverIsHeldIsToldAtOnceWhenItIsForced(State forced) {
    world.fail(8, FAILURE);
    List<Held> held = List.of(world.hold(), world.hold(Priority.BATCH));
    boolean opens = forced == State.FORCED_OPEN;
    world.breaker.force(world.now, opens, world.now.plusSeconds(60));

    assertThat(world.held()).isZero();
    assertThat(held).allMatch(h -> h.ticket().fired());
    Class<?> answer = opens ? Admission.Refused.class : Permit.class;
    assertThat(held).allSatisfy(h -> assertThat(world.again(h)).isInstanceOf(answer));
  }
}
