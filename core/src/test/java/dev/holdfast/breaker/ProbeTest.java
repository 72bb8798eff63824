package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.BreakerWorld.Sent;
import dev.holdfast.breaker.Permit.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Floor probes: never late while a call is held, never sent while nobody waits. */
class ProbeTest {
  private static final int SEEDS = 20;

  /** One call is always held and asks again exactly when it was told; every probe fails. */
  private static List<Instant> probes(BreakerWorld world, Duration length) {
    List<Instant> probes = new ArrayList<>();
    Instant end = world.now.plus(length);
    Held held = world.hold();
    while (held.until().isBefore(end)) {
      assertThat(held.until()).isAfter(world.now);
      world.now = held.until();
      Sent probe = world.sent(world.again(held));
      assertThat(probe.permit().kind()).isEqualTo(Kind.PROBE);
      probes.add(world.now);
      world.settle(probe, FAILURE);
      held = world.hold();
    }
    world.leave(held);
    return probes;
  }

  @Test
  void theyAreNeverLateAndNeverAFlood() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      BreakerWorld world = BreakerWorld.gated(seed);
      Instant last = world.now;
      for (Instant probe : probes(world, Duration.ofMinutes(3))) {
        Duration gap = Duration.between(last, probe);
        assertThat(gap)
            .as("seed %d", seed)
            .isBetween(Duration.ofMillis(625), Duration.ofMillis(1250));
        last = probe;
      }
    }
  }

  @Test
  void anIdleEndpointsNextArrivalIsTheProbeAndOnlyThat() {
    BreakerWorld world = BreakerWorld.gated();
    world.pass(3600);
    assertThat(world.send().permit().kind()).isEqualTo(Kind.PROBE);
    world.hold();
  }

  @Test
  void aSurvivorEndsTheWaitOfTheFirstInTheQueue() {
    BreakerWorld world = BreakerWorld.gated();
    probes(world, Duration.ofMinutes(1));
    world.pass(10);
    Sent probe = world.send();
    Held held = world.hold();
    Instant survival = probe.at().plusSeconds(2);
    assertThat(held.until()).isBeforeOrEqualTo(survival);

    world.now = survival;
    Sent next = world.sent(world.again(held));
    assertThat(next.permit().kind()).isIn(Kind.CREDIT, Kind.PROBE);
    assertThat(world.credits()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aCallThatMayNotBeHeldIsToldWhenTheNextProbeIsDue() {
    BreakerWorld world = BreakerWorld.gated();
    Admission answer = world.ask(Priority.CRITICAL, false);

    assertThat(answer).isInstanceOf(Admission.Refused.class);
    assertThat(((Admission.Refused) answer).retryIn())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, -4, -30, -3600})
  void aClockThatJumpsBackKeepsNobodyWaitingForLong(double jump) {
    BreakerWorld world = BreakerWorld.gated();
    probes(world, Duration.ofMinutes(1));
    world.pass(jump);
    Admission answer = world.ask(Priority.INTERACTIVE, true);
    if (answer instanceof Held held) {
      assertThat(Duration.between(world.now, held.until()))
          .isLessThanOrEqualTo(Duration.ofSeconds(2));
      world.now = held.until();
      answer = world.again(held);
    }

    assertThat(world.sent(answer).permit().kind()).isEqualTo(Kind.PROBE);
  }
}
