package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static dev.holdfast.breaker.Result.SLOW_FAILURE;
import static dev.holdfast.breaker.Result.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who wakes whom: tickets, the leader who keeps time for all, and the lock that nobody holds. */
class WakeTest {
  private final BreakerWorld world = BreakerWorld.gated();
  private final AtomicInteger wakes = new AtomicInteger();

  /** A probe is under way; the next one is not due yet. */
  private Sent probe() {
    world.pass(5);
    return world.send();
  }

  private void assertKeepsTime(Held held) {
    Admission answer = world.again(held);
    assertThat(answer).isInstanceOf(Held.class);
    Instant until = ((Held) answer).until();
    assertThat(until).isAfter(world.now).isBeforeOrEqualTo(world.now.plusSeconds(5));
  }

  @Test
  void aTicketFiresOnce() {
    Ticket ticket = new Ticket();
    ticket.onFire(wakes::incrementAndGet);
    assertThat(ticket.fired()).isFalse();
    ticket.fire();
    ticket.fire();

    assertThat(ticket.fired()).isTrue();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void aFiredTicketRegisteredLateStillWakes() {
    Ticket ticket = new Ticket();
    ticket.fire();
    ticket.onFire(wakes::incrementAndGet);

    assertThat(wakes).hasValue(1);
  }

  @Test
  void aTicketWakesOneCall() {
    Ticket ticket = new Ticket();
    ticket.onFire(wakes::incrementAndGet);

    assertThatThrownBy(() -> ticket.onFire(wakes::incrementAndGet))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyHoldHasATicketOfItsOwn() {
    Held first = world.hold();
    Held second = (Held) world.again(first);
    assertThat(second.place()).isSameAs(first.place());
    assertThat(second.ticket()).isNotSameAs(first.ticket());

    first.ticket().onFire(wakes::incrementAndGet);
    world.pass(5);
    world.hold();
    assertThat(second.ticket().fired()).isTrue();
    assertThat(wakes).as("of the wait that is over").hasValue(0);
  }

  @Test
  void onlyTheFirstKeepsTime() {
    Held first = world.hold();
    Held second = world.hold();
    assertThat(first.until()).isBefore(world.now.plusSeconds(3));
    assertThat(second.until()).isEqualTo(Instant.MAX);
    assertThat(second.ticket().fired()).isFalse();
  }

  @Test
  void whenTheLeaderLeavesTheNextKeepsTime() {
    Held first = world.hold();
    Held second = world.hold();
    world.leave(first);

    assertThat(second.ticket().fired()).isTrue();
    assertKeepsTime(second);
  }

  @Test
  void whenTheLeaderIsGrantedTheNextKeepsTime() {
    Held first = world.hold();
    Held second = world.hold();
    world.now = first.until();
    world.sent(world.again(first));

    assertThat(second.ticket().fired()).isTrue();
    assertKeepsTime(second);
  }

  @Test
  void whoIsMoreImportantKeepsTimeFromThenOn() {
    Held first = world.hold(Priority.BATCH);
    Held critical = world.hold(Priority.CRITICAL);
    assertThat(critical.until()).isBefore(world.now.plusSeconds(3));
    world.leave(critical);

    assertThat(first.ticket().fired()).isTrue();
    assertKeepsTime(first);
  }

  @Test
  void aLeaderWhoSleepsThroughItsMomentIsServedByWhoeverComes() {
    Held leader = world.hold();
    world.pass(5);
    world.hold();

    assertThat(leader.ticket().fired()).isTrue();
    assertThat(world.again(leader)).isInstanceOf(Permit.class);
  }

  @Test
  void theLeaderKnowsWhenBeingUnderWayProvesSomethingAgain() {
    for (int i = 0; i < 6; i++) {
      world.settle(probe(), FAILURE);
    }
    Sent slow = probe();
    world.pass(2.5);
    world.settle(slow, SLOW_FAILURE);
    Instant trusted = world.now.plusSeconds(30);
    world.pass(-2.5);
    for (int i = 0; i < 5; i++) {
      world.settle(probe(), FAILURE);
    }
    Sent underWay = probe();
    assertThat(underWay.at()).isEqualTo(trusted.minusMillis(2500));
    // The next probe after this one is more than half a second off.
    world.pass(2);
    world.send();

    assertThat(world.hold().until()).isEqualTo(trusted);
  }

  @Test
  void whenTheNextEventMovesEarlierTheLeaderIsTold() {
    for (int i = 0; i < 6; i++) {
      world.settle(probe(), FAILURE);
    }
    Held first = world.hold();
    Held leader = world.hold();
    world.pass(2);
    world.state();
    assertThat(first.ticket().fired()).isTrue();
    leader = (Held) world.again(leader);
    assertThat(leader.until()).isAfter(world.now);
    world.leave(first);

    assertThat(leader.ticket().fired()).isTrue();
    assertThat(world.again(leader)).isInstanceOf(Permit.class);
  }

  /** Whatever makes tickets fire. */
  private enum Firing {
    SETTLE((world, sent) -> world.settle(sent, SUCCESS)),
    TURNING_SLOW((world, sent) -> {
      world.settle(sent, SLOW_FAILURE);
      world.settle(sent, SLOW_FAILURE);
    }),
    FORCE((world, sent) -> world.breaker.force(world.now, true, world.now.plusSeconds(9))),
    UNSENT((world, sent) -> world.settle(sent, Result.UNSENT)),
    NEWCOMER((world, sent) -> {
      world.pass(5);
      world.hold();
    }),
    STANDING((world, sent) -> {
      world.pass(5);
      world.state();
    });

    private final BiConsumer<BreakerWorld, Sent> act;

    Firing(BiConsumer<BreakerWorld, Sent> act) {
      this.act = act;
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyHoldsTheLockWhileTicketsFire(Firing firing) {
    Sent probe = probe();
    Held held = world.hold();
    List<Admission> answers = new ArrayList<>();
    held.ticket()
        .onFire(() ->
            answers.add(
                CompletableFuture.supplyAsync(() -> world.again(held))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join()));
    firing.act.accept(world, probe);

    assertThat(answers).hasSize(1);
  }

  @Test
  void aLeaderWhoLeavesFiresTheNextWithoutTheLock() {
    Held leader = world.hold();
    Held next = world.hold();
    next.ticket()
        .onFire(() ->
            CompletableFuture.runAsync(() -> world.leave(next))
                .orTimeout(20, TimeUnit.SECONDS)
                .join());
    world.leave(leader);

    assertThat(world.held()).isZero();
  }

  @Test
  void aWakerThatThrowsKeepsNoOtherAsleepAndTellsNobodyElse() {
    Sent probe = probe();
    List<Held> held = List.of(world.hold(), world.hold(), world.hold());
    List<Throwable> thrown = new ArrayList<>();
    Thread me = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = me.getUncaughtExceptionHandler();
    me.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
    try {
      RuntimeException closed = new IllegalStateException("the loop is closed");
      held.get(0)
          .ticket()
          .onFire(() -> {
            throw closed;
          });
      held.get(2).ticket().onFire(wakes::incrementAndGet);
      world.settle(probe, SUCCESS);
      assertThat(thrown).containsExactly(closed);
    } finally {
      me.setUncaughtExceptionHandler(before);
    }

    assertThat(wakes).hasValue(1);
    assertThat(held).allMatch(h -> h.ticket().fired());
  }

  @Test
  void howLongAHeldCallSleepsIsNeverMoreThanTheGateNeeds() {
    for (long seed = 1; seed <= 20; seed++) {
      BreakerWorld seeded = BreakerWorld.gated(seed);
      Held held = seeded.hold();
      assertThat(Duration.between(seeded.now, held.until()))
          .as("seed %d", seed)
          .isBetween(Duration.ofMillis(625), Duration.ofMillis(1250));
    }
  }
}
