package dev.holdfast.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does anything to a breaker, in any order, as careless callers, slow drivers and bad clocks would,
 * and checks after each step what must always hold.
 */
final class BreakerChaos {
  private static final Duration WIDEST_GAP = Duration.ofMillis(1250);

  /** A pause and the leases of trials that never came back, twice, and some time. */
  private static final Duration SOON = Duration.ofSeconds(2 * (72 + 30) + 30);

  private static final List<Result> BURSTS =
      List.of(Result.SUCCESS, Result.FAILURE, Result.FAILURE, Result.FAILURE, Result.SLOW_FAILURE);

  /** What may happen. */
  enum Act {
    /** A call asks. */
    ARRIVE(16),
    /** Ten calls are sent and end alike. */
    BURST(6),
    /** A send comes back. */
    SETTLE(10),
    /** An answer that had counted as a success breaks off. */
    BREAK_OFF(2),
    /** A send never comes back. */
    LOSE(2),
    /** Held calls do what they were told: they ask again when woken or when it is time. */
    TEND(4),
    /** A held call asks again for no reason. */
    AGAIN(2),
    /** A held call leaves. */
    LEAVE(2),
    /** Time passes, and held calls are punctual. */
    PASS(6),
    /** Time passes, and nobody does anything. */
    SLEEP(2),
    /** Somebody opens or closes it by hand. */
    FORCE(1),
    /** The clock jumps, mostly back. */
    JUMP(1);

    private final int often;

    Act(int often) {
      this.often = often;
    }

    int often() {
      return often;
    }
  }

  /** One thing that happens; the numbers choose to whom and how. */
  record Op(Act act, int which, int much) {}

  final BreakerWorld world;
  private final List<Sent> flying = new ArrayList<>();
  private final List<Sent> streams = new ArrayList<>();
  private final List<Held> waiting = new ArrayList<>();
  private final Set<Permit> seen = new HashSet<>();
  private final GateLedger ledger = new GateLedger();
  private Instant forcedUntil = Instant.MIN;
  private boolean jumped;

  BreakerChaos(long seed) {
    world = new BreakerWorld(BreakerPolicy.defaults(), seed);
  }

  void perform(Op op) {
    ledger.time(world.now);
    switch (op.act()) {
      case ARRIVE -> arrive(op);
      case BURST -> burst(op);
      case SETTLE -> settle(op);
      case BREAK_OFF -> breakOff(op);
      case LOSE -> take(flying, op);
      case TEND -> tend();
      case AGAIN -> again(op);
      case LEAVE -> leave(op);
      case PASS -> pass(Duration.ofMillis(op.much() * 17L));
      case SLEEP -> world.pass(op.much() / 60.0);
      case FORCE -> force(op);
      case JUMP -> jump(op);
    }
    ledger.time(world.now);
    check();
  }

  private static <T> @Nullable T take(List<T> from, Op op) {
    return from.isEmpty() ? null : from.remove(op.which() % from.size());
  }

  private void arrive(Op op) {
    Priority priority = Priority.values()[op.which() % 3];
    told(world.ask(priority, op.much() % 5 != 0));
  }

  /** An answer of the breaker: nobody is granted what another one has. */
  private void told(Admission answer) {
    if (answer instanceof Held held) {
      waiting.add(held);
      assertThat(jumped || held.until().isAfter(world.now)).as("a hot loop").isTrue();
    } else if (answer instanceof Permit permit) {
      boolean shared = permit.kind() == Permit.Kind.CLOSED;
      assertThat(seen.add(permit) || shared).as("%s granted twice", permit).isTrue();
      Sent sent = world.sent(permit);
      flying.add(sent);
      ledger.sent(sent);
    }
  }

  private void burst(Op op) {
    Result result = BURSTS.get(op.much() % BURSTS.size());
    for (int i = 0; i < 10; i++) {
      int before = flying.size();
      told(world.ask(Priority.INTERACTIVE, op.which() % 2 == 0));
      if (flying.size() > before) {
        settle(flying.remove(before), result);
      }
    }
  }

  private void settle(Op op) {
    Sent sent = take(flying, op);
    if (sent != null) {
      settle(sent, Result.values()[op.much() % Result.values().length]);
    }
  }

  private void settle(Sent sent, Result result) {
    world.settle(sent, result);
    ledger.settled(sent, result, world.now);
    if (result == Result.SUCCESS) {
      streams.add(sent);
    }
  }

  private void breakOff(Op op) {
    Sent stream = take(streams, op);
    if (stream != null) {
      world.breakOff(stream);
    }
  }

  private void again(Op op) {
    Held held = take(waiting, op);
    if (held != null) {
      told(world.again(held));
    }
  }

  private void leave(Op op) {
    Held held = take(waiting, op);
    if (held != null) {
      world.leave(held);
    }
  }

  private void force(Op op) {
    boolean open = op.which() % 2 == 0;
    forcedUntil = world.now.plusMillis(op.much() * 60L);
    world.breaker.force(world.now, open, forcedUntil);
  }

  private void jump(Op op) {
    jumped = true;
    world.pass(op.which() % 4 == 0 ? op.much() * 5.0 : -op.much() * 5.0);
  }

  /** Every held call that was woken, or whose moment has come, asks again, until all is quiet. */
  private void tend() {
    int turns = 0;
    for (int i = due(); i >= 0; i = due()) {
      assertThat(turns++).as("turns without rest").isLessThan(20_000);
      told(world.again(waiting.remove(i)));
    }
    assertThat(world.held()).as("held").isEqualTo(waiting.size());
    Instant next = nextMoment();
    if (!waiting.isEmpty() && !jumped) {
      assertThat(next).as("somebody keeps time").isBeforeOrEqualTo(world.now.plus(WIDEST_GAP));
    }
  }

  private int due() {
    for (int i = 0; i < waiting.size(); i++) {
      Held held = waiting.get(i);
      if (held.ticket().fired() || !held.until().isAfter(world.now)) {
        return i;
      }
    }
    return -1;
  }

  private Instant nextMoment() {
    return waiting.stream().map(Held::until).min(Instant::compareTo).orElse(Instant.MAX);
  }

  private void pass(Duration time) {
    Instant end = world.now.plus(time);
    tend();
    for (Instant next = nextMoment(); next.isBefore(end); next = nextMoment()) {
      world.now = next;
      ledger.time(next);
      tend();
    }
    world.now = end;
    ledger.time(end);
    tend();
  }

  private void check() {
    Standing standing = world.breaker.standing(world.now);
    ledger.stands(standing);
    long asleep = waiting.stream().filter(held -> !held.ticket().fired()).count();
    assertThat(asleep).as("asleep, but not held").isLessThanOrEqualTo(standing.held());
    assertThat(standing.held()).as("held").isLessThanOrEqualTo(waiting.size());
    if (standing.state() != State.GATED) {
      assertThat(asleep).as("asleep while it is %s", standing.state()).isZero();
    }
    if (!jumped) {
      ledger.check();
    }
  }

  /** From now on all answers are good; tells after how long it is closed and nobody waits. */
  Duration recover() {
    // By hand it is open or closed until a moment, whatever the clock does meanwhile.
    world.now = world.now.isBefore(forcedUntil) ? forcedUntil : world.now;
    Instant from = world.now;
    while (world.state() != State.CLOSED || !waiting.isEmpty()) {
      Duration took = Duration.between(from, world.now);
      assertThat(took).as("stuck: %s", world.breaker.standing(world.now)).isLessThan(SOON);
      int before = flying.size();
      told(world.ask(Priority.INTERACTIVE, true));
      pass(Duration.ofMillis(200));
      List<Sent> sends = flying.subList(before, flying.size());
      sends.forEach(sent -> settle(sent, Result.SUCCESS));
      sends.clear();
      check();
    }
    return Duration.between(from, world.now);
  }
}
