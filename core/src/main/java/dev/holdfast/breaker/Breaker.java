package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.breaker.BreakerPolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one endpoint, right also when there is only one endpoint and one key.
 *
 * <p>Closed, it counts and lets everything through, without a lock. It opens on evidence of an
 * outage, and what it does then depends on how the upstream fails. <em>Fast</em> failures: callers
 * are held, and a gate lets through what successes pay for, so that nothing is lost in a burst and
 * a dead upstream sees next to nothing. <em>Slow</em> failures: the upstream is drowning in work it
 * has accepted, so callers are turned away until it has run empty. The usual breaker, which fails
 * everybody at 30 %, turns a partial failure into a total one.
 *
 * <p>Safe for any number of threads. Tickets are fired after the lock is released.
 */
public final class Breaker {
  /** About how often an open breaker lets a probe through while calls wait. */
  public static final Duration PROBE_EVERY = Duration.ofSeconds(1);

  private final BreakerPolicy policy;
  private final ReentrantLock lock = new ReentrantLock();
  private final RollingWindow window = new RollingWindow();

  /**
   * The permit of the present epoch while closed; null otherwise. The closed path reads only this.
   */
  private volatile @Nullable Permit open;

  /** Whether failures are being counted in a row; read without the lock. */
  private volatile boolean inRun;

  // Guarded by the lock.
  private final Evidence evidence;
  private final HoldGate gate;
  private final Drain drain;
  private volatile State state = State.CLOSED;
  private Instant since = Instant.MIN;
  private Instant forcedUntil = Instant.MAX;
  private long epoch;

  /** A closed breaker. */
  public Breaker(BreakerPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.evidence = new Evidence(policy, window);
    this.gate = new HoldGate(new Gate(random), window, evidence);
    this.drain = new Drain(random);
    this.open = new Permit(0, Permit.Kind.CLOSED);
  }

  /**
   * A call wants to send.
   *
   * @param mayHold whether it may be made to wait
   */
  public Admission admit(Instant now, Priority priority, boolean mayHold) {
    Permit closed = open;
    if (closed != null) {
      window.start(now);
      return closed;
    }
    return underLock(now, () -> ask(now, priority, mayHold));
  }

  /** A held call asks again: its ticket fired, or its moment came. */
  public Admission again(Instant now, Place place) {
    return underLock(now, () -> resume(now, place));
  }

  /** A held call will not ask again: its caller left, or its budget is spent. */
  public void leave(Instant now, Place place) {
    underLock(
        now,
        () -> {
          gate.leave(place);
          return place;
        });
  }

  /**
   * A send came back.
   *
   * @param permit what it was let through with
   * @param sentAt when it was sent
   * @param call which call it belongs to; calls are told apart by equality
   */
  public void settle(Instant now, Permit permit, Result result, Instant sentAt, Object call) {
    if (permit == open && !result.failed()) {
      if (result == Result.SUCCESS && inRun) {
        underLock(now, () -> endRun(permit));
      }
      return;
    }
    underLock(now, () -> settled(now, permit, result, sentAt, call));
  }

  /**
   * An answer that had counted as a success broke off: one more failure, without a permit. One that
   * was sent before the breaker last changed says nothing about now.
   */
  public void brokeOff(Instant now, boolean slow, Instant sentAt, Object call) {
    Result result = slow ? Result.SLOW_FAILURE : Result.FAILURE;
    underLock(now, () -> sentAt.isBefore(since) ? state : failed(now, result, sentAt, call));
  }

  /** Opens or closes by hand until a moment; what it was before does not come back. */
  public void force(Instant now, boolean toOpen, Instant until) {
    underLock(
        now,
        () -> {
          become(toOpen ? State.FORCED_OPEN : State.FORCED_CLOSED, now);
          forcedUntil = until;
          gate.dismissAll();
          return state;
        });
  }

  /** What it would do with a call that asks now; a glance, without the lock. */
  public Stance stance() {
    return state.stance();
  }

  /** Where it stands. */
  public Standing standing(Instant now) {
    return underLock(
        now,
        () -> {
          pump(now);
          Instant known = since.equals(Instant.MIN) ? null : since;
          return new Standing(state, known, gate.held(), gate.credits());
        });
  }

  /** Runs under the lock, then fires what became due, outside it. */
  private <T> T underLock(Instant now, Supplier<T> work) {
    List<Ticket> due = List.of();
    lock.lock();
    try {
      expireForce(now);
      T answer = work.get();
      pump(now);
      due = gate.takeWakes();
      return answer;
    } finally {
      lock.unlock();
      due.forEach(Ticket::fire);
    }
  }

  private void expireForce(Instant now) {
    boolean forced = state == State.FORCED_OPEN || state == State.FORCED_CLOSED;
    if (forced && !now.isBefore(forcedUntil)) {
      evidence.clear();
      become(State.CLOSED, now);
    }
  }

  private Admission ask(Instant now, Priority priority, boolean mayHold) {
    return switch (state) {
      case CLOSED, FORCED_CLOSED -> passClosed(now);
      case GATED -> gate.ask(now, priority, mayHold);
      case DRAINING, HALF_OPEN -> trial(now);
      case FORCED_OPEN -> new Refused(Duration.between(now, forcedUntil));
    };
  }

  private Permit passClosed(Instant now) {
    window.start(now);
    Permit closed = open;
    return closed == null ? new Permit(epoch, Permit.Kind.CLOSED) : closed;
  }

  private Admission resume(Instant now, Place place) {
    Permit granted = place.granted();
    if (granted != null && granted.epoch() == epoch) {
      return gate.pickUp(now, place, granted);
    }
    if (state != State.GATED || place.dismissed()) {
      return ask(now, place.priority(), false);
    }
    return gate.again(now, place);
  }

  private Admission trial(Instant now) {
    if (!drain.hasTrial(now)) {
      return new Refused(drain.retryIn(now));
    }
    if (state == State.DRAINING) {
      become(State.HALF_OPEN, now);
    }
    Permit permit = new Permit(epoch, Permit.Kind.TRIAL);
    drain.trial(permit, now);
    return permit;
  }

  private Permit endRun(Permit permit) {
    if (permit.epoch() == epoch) {
      evidence.endRun();
      inRun = false;
    }
    return permit;
  }

  private void giveBack(Permit permit) {
    if (permit.kind() == Permit.Kind.TRIAL) {
      drain.settle(permit, Result.UNSENT);
    } else if (state == State.GATED) {
      gate.unsent(permit);
    }
  }

  private State settled(Instant now, Permit permit, Result result, Instant sentAt, Object call) {
    if (permit.epoch() != epoch) {
      return state;
    }
    if (result == Result.UNSENT) {
      giveBack(permit);
      return state;
    }
    if (state == State.GATED) {
      gate.settle(now, permit, result);
    }
    if (state == State.HALF_OPEN && drain.settle(permit, result)) {
      close(now);
    }
    if (result == Result.SLOW_CANCELLED) {
      evidence.take(now, result, sentAt, call);
    }
    return result.failed() ? failed(now, result, sentAt, call) : state;
  }

  private State failed(Instant now, Result result, Instant sentAt, Object call) {
    evidence.take(now, result, sentAt, call);
    switch (state) {
      case CLOSED -> {
        inRun = true;
        tripIfProved(now);
      }
      case GATED -> {
        if (evidence.slow(now)) {
          become(State.DRAINING, now);
          drain.open(now);
          gate.dismissAll();
        }
      }
      case HALF_OPEN -> {
        become(State.DRAINING, now);
        drain.reopen(now);
      }
      default -> {}
    }
    return state;
  }

  private void tripIfProved(Instant now) {
    boolean ratio = evidence.ratioTrips(now);
    if (policy.mode() == Mode.OFF || !(ratio || evidence.runTrips(now))) {
      return;
    }
    if (policy.mode() == Mode.STRICT || evidence.slow(now)) {
      become(State.DRAINING, now);
      drain.open(now);
    } else {
      long seed = ratio ? Gate.PAY * window.second(now.getEpochSecond() - 1).successes() : 0;
      become(State.GATED, now);
      gate.open(now, seed, epoch);
    }
  }

  /** What must follow every change while the gate is up. */
  private void pump(Instant now) {
    if (state == State.GATED) {
      gate.pump(now);
      if (gate.done(now)) {
        close(now);
      }
    }
  }

  private void close(Instant now) {
    evidence.clear();
    become(State.CLOSED, now);
  }

  private void become(State next, Instant now) {
    state = next;
    since = now;
    epoch++;
    inRun = false;
    open = next == State.CLOSED ? new Permit(epoch, Permit.Kind.CLOSED) : null;
  }
}
