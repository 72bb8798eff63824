package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static dev.holdfast.breaker.Result.SLOW_CANCELLED;
import static dev.holdfast.breaker.Result.SLOW_FAILURE;
import static dev.holdfast.breaker.Result.SUCCESS;
import static dev.holdfast.breaker.Result.UNSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.BreakerWorld.Sent;
import dev.holdfast.breaker.Permit.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate lets through while the breaker is open after fast failures, and when it closes. */
class GateTest {
  private final BreakerWorld world = BreakerWorld.gated();

  /** A send nobody paid for: the only way to begin when there is no credit. */
  private Sent probe() {
    world.pass(5);
    Sent probe = world.send();
    assertThat(probe.permit().kind()).isEqualTo(Kind.PROBE);
    return probe;
  }

  @Test
  void aRunOfFailuresLeavesNoCredit() {
    assertThat(world.credits()).isZero();
    world.hold();
    assertThat(world.breaker.stance()).isEqualTo(Stance.PACE);
  }

  @Test
  void aRatioLeavesThreeCreditsForEachSuccessOfTheLastSecond() {
    BreakerWorld mixed = new BreakerWorld();
    List<Sent> sends = mixed.send(20);
    mixed.failMixed(sends.subList(0, 12), 6, FAILURE);
    mixed.pass(1);
    mixed.settle(sends.get(12), FAILURE);
    assertThat(mixed.state()).isEqualTo(State.GATED);
    assertThat(mixed.credits()).isEqualTo(3 * (20 - 6));

    mixed.send(42).forEach(sent -> assertThat(sent.permit().kind()).isEqualTo(Kind.CREDIT));
    mixed.hold();
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, 3",
    "NEUTRAL, 3",
    "FAILURE, 0",
    "SLOW_FAILURE, 0",
    "CANCELLED, 0",
    "SLOW_CANCELLED, 0",
    "UNSENT, 0",
  })
  void whatAProbePays(Result result, long credits) {
    world.settle(probe(), result);

    assertThat(world.credits()).isEqualTo(credits);
    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, 5",
    "NEUTRAL, 5",
    "FAILURE, 2",
    "SLOW_FAILURE, 2",
    "CANCELLED, 2",
    "SLOW_CANCELLED, 2",
    "UNSENT, 3",
  })
  void whatASendPays(Result result, long credits) {
    world.settle(probe(), SUCCESS);
    world.settle(world.send(), result);

    assertThat(world.credits()).isEqualTo(credits);
  }

  @Test
  void creditsAreAtMostFiftyOrTheStartsOfTheLastSecond() {
    world.settle(probe(), SUCCESS);
    Sent late = world.send();
    while (world.credits() < 49) {
      world.settle(world.send(), Result.NEUTRAL);
    }
    world.settle(world.send(), Result.NEUTRAL);
    assertThat(world.credits()).isEqualTo(50);
    world.settle(late, SUCCESS);
    assertThat(world.credits()).isEqualTo(50);
  }

  @Test
  void aSendStillUnderWayAfterTwoSecondsPaysOnce() {
    Sent sent = probe();
    world.pass(1.999);
    assertThat(world.credits()).isZero();
    world.pass(0.001);
    assertThat(world.credits()).isEqualTo(3);

    world.pass(10);
    world.settle(sent, SUCCESS);
    assertThat(world.credits()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"29.9, 0", "30, 3"})
  void beingUnderWayProvesNothingForThirtySecondsAfterASlowFailure(double later, long credits) {
    world.settle(probe(), SLOW_FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
    world.pass(20);
    Sent sent = probe();
    world.pass(later - 25);

    assertThat(world.credits()).isEqualTo(credits);
    world.settle(sent, SUCCESS);
    assertThat(world.credits()).isEqualTo(3);
  }

  @Test
  void anUnsentProbeIsThereForTheNextAtOnce() {
    Sent probe = probe();
    Held held = world.hold();
    world.settle(probe, UNSENT);

    assertThat(held.ticket().fired()).isTrue();
    assertThat(world.sent(world.again(held)).permit().kind()).isEqualTo(Kind.PROBE);
  }

  @ParameterizedTest
  @CsvSource({"1, GATED", "2, DRAINING"})
  void slowFailuresTurnItToDraining(int slow, State then) {
    world.credit(12);
    world.pass(10);
    List<Sent> sends = world.send(10);
    sends.subList(0, slow).forEach(sent -> world.settle(sent, SLOW_FAILURE));

    assertThat(world.state()).isEqualTo(then);
  }

  @Test
  void callersWhoLeaveAfterAWhileAreEvidenceOnlyForTheWay() {
    world.credit(12);
    world.pass(10);
    List<Sent> sends = world.send(11);
    sends.subList(0, 10).forEach(sent -> world.settle(sent, SLOW_CANCELLED));
    assertThat(world.state()).isEqualTo(State.GATED);

    world.settle(sends.get(10), FAILURE);
    assertThat(world.state()).isEqualTo(State.DRAINING);
  }

  @ParameterizedTest
  @CsvSource({"19, 0, GATED", "20, 0, CLOSED", "17, 3, CLOSED", "16, 4, GATED"})
  void itClosesWhenOfTwentyFewerThanAFifthFailed(int good, int bad, State then) {
    world.settle(probe(), SUCCESS);
    for (int i = 1; i < good + bad; i++) {
      world.pass(1.2);
      world.settle(world.send(), i <= bad ? FAILURE : SUCCESS);
    }

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"4, 60, GATED", "5, 29, GATED", "5, 31, CLOSED"})
  void onAQuietEndpointFiveInARowCloseIt(int good, double seconds, State then) {
    world.settle(probe(), FAILURE);
    for (int i = 0; i < good; i++) {
      world.pass(seconds / good);
      world.settle(world.send(), SUCCESS);
    }

    assertThat(world.state()).isEqualTo(then);
  }

  @Test
  void neitherRefusedRequestsNorDeparturesCloseIt() {
    world.settle(probe(), SUCCESS);
    for (int i = 0; i < 50; i++) {
      world.settle(world.send(), Result.NEUTRAL);
      world.settle(world.send(), Result.CANCELLED);
    }

    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @Test
  void itDoesNotCloseWhileTheLastTwoSecondsAreBad() {
    world.credit(3);
    while (world.credits() < 50) {
      world.settle(world.send(), Result.NEUTRAL);
    }
    List<Sent> sends = world.send(40);
    sends.subList(0, 10).forEach(sent -> world.settle(sent, FAILURE));
    world.pass(1);
    sends.subList(10, 39).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).as("10 of 39 failed").isEqualTo(State.GATED);

    world.pass(1);
    world.settle(sends.get(39), SUCCESS);
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void itDoesNotCloseWhileSomebodyIsHeld() {
    world.settle(probe(), SUCCESS);
    while (world.credits() < 20) {
      world.settle(world.send(), Result.NEUTRAL);
    }
    List<Sent> sends = world.send((int) world.credits());
    List<Held> held = Stream.generate(world::hold).limit(100).toList();
    sends.subList(0, 20).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.held()).isEqualTo(40);
    assertThat(world.state()).isEqualTo(State.GATED);

    List<Sent> granted = held.subList(0, 60).stream().map(h -> world.sent(world.again(h))).toList();
    granted.subList(0, 13).forEach(sent -> world.settle(sent, SUCCESS));
    assertThat(world.state()).isEqualTo(State.GATED);
    world.settle(granted.get(13), SUCCESS);
    assertThat(world.state()).isEqualTo(State.CLOSED);
    assertThat(held).allMatch(h -> h.ticket().fired());
  }
}
