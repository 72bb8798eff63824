package dev.holdfast.breaker;

import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate with its queue: who waits, who may go, and who keeps time. Guarded by the breaker's
 * lock.
 *
 * <p>Only the first in the queue, the leader, knows when the gate next stirs by itself; all others
 * sleep until they are woken. No timer thread is needed, and nobody polls.
 */
final class HoldGate {
  private static final int HELD_MOST = 5000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Gate gate;
  private final RollingWindow window;
  private final Evidence evidence;
  private final HoldQueue queue = new HoldQueue(HELD_MOST);
  private final List<Ticket> wakes = new ArrayList<>();
  private @Nullable Place leader;
  private Instant leaderUntil = Instant.MAX;
  private long epoch;
  private long places;

  HoldGate(Gate gate, RollingWindow window, Evidence evidence) {
    this.gate = gate;
    this.window = window;
    this.evidence = evidence;
  }

  /** Begins to hold. */
  void open(Instant now, long seed, long newEpoch) {
    epoch = newEpoch;
    leader = null;
    gate.open(now, seed);
  }

  /** A call wants to go. */
  Admission ask(Instant now, Priority priority, boolean mayHold) {
    survivors(now);
    Permit permit = queue.head() == null ? pass(now) : null;
    if (permit != null) {
      gate.sent(permit, now);
      return permit;
    }
    if (!mayHold || !queue.hasRoom(priority)) {
      return new Refused(retryIn(now));
    }
    Place place = new Place(places++, priority);
    queue.add(place);
    return held(now, place);
  }

  /** A held call asks again. */
  Admission again(Instant now, Place place) {
    // A grant of an earlier epoch is void; whoever slept through it waits again.
    place.grant(null);
    queue.add(place);
    survivors(now);
    serve(now);
    Permit granted = place.granted();
    return granted != null ? pickUp(now, place, granted) : held(now, place);
  }

  /** A held call comes for its grant; a second time it finds the same. */
  Permit pickUp(Instant now, Place place, Permit granted) {
    if (place.pickUp()) {
      gate.sent(granted, now);
    }
    return granted;
  }

  private Held held(Instant now, Place place) {
    Ticket ticket = place.renew();
    if (queue.head() != place) {
      return new Held(place, ticket, Instant.MAX);
    }
    leader = place;
    leaderUntil = nextEvent(now);
    return new Held(place, ticket, leaderUntil);
  }

  /** A held call will not ask again; a grant it did not pick up goes to the next. */
  void leave(Place place) {
    queue.remove(place);
    Permit unused = place.granted();
    if (unused != null && unused.epoch() == epoch && place.pickUp()) {
      gate.giveBack(unused);
    }
    place.dismiss();
  }

  void unsent(Permit permit) {
    gate.unsent(permit);
  }

  void settle(Instant now, Permit permit, Result result) {
    if (result == Result.CANCELLED || result == Result.SLOW_CANCELLED) {
      queue.inVain();
    }
    gate.settle(now, permit, result, startsOfLastSecond(now));
  }

  /** What must follow every change: pay, serve, keep a leader. */
  void pump(Instant now) {
    survivors(now);
    serve(now);
    Place head = queue.head();
    Instant next = nextEvent(now);
    if (head != null && (head != leader || next.isBefore(leaderUntil))) {
      leader = head;
      leaderUntil = next;
      wakes.add(head.ticket());
    }
  }

  /** Whether the upstream has proved itself and nobody waits any more. */
  boolean done(Instant now) {
    return queue.size() == 0 && gate.healthy(now);
  }

  /** Nobody is held any more: each is told at once. */
  void dismissAll() {
    for (Place place : queue.clear()) {
      place.dismiss();
      wakes.add(place.ticket());
    }
  }

  /** The tickets to fire once the lock is released. */
  List<Ticket> takeWakes() {
    if (wakes.isEmpty()) {
      return List.of();
    }
    List<Ticket> due = List.copyOf(wakes);
    wakes.clear();
    return due;
  }

  int held() {
    return queue.size();
  }

  long credits() {
    return gate.credits();
  }

  /** Leave for whoever is first, if there is any. */
  private @Nullable Permit pass(Instant now) {
    if (gate.spend()) {
      window.start(now);
      return new Permit(epoch, Permit.Kind.CREDIT);
    }
    if (!gate.probeDue(now)) {
      return null;
    }
    gate.probe(now);
    window.start(now);
    return new Permit(epoch, Permit.Kind.PROBE);
  }

  /** Grants what there is to those who wait, in order. */
  private void serve(Instant now) {
    for (Place head = queue.head(); head != null; head = queue.head()) {
      Permit permit = pass(now);
      if (permit == null) {
        return;
      }
      head.grant(permit);
      queue.serve(head);
      wakes.add(head.ticket());
    }
  }

  private void survivors(Instant now) {
    if (!now.isBefore(evidence.trustedFrom(now))) {
      gate.paySurvivors(now, startsOfLastSecond(now));
    }
  }

  private Instant nextEvent(Instant now) {
    return gate.nextEvent(evidence.trustedFrom(now));
  }

  private long startsOfLastSecond(Instant now) {
    return window.second(now.getEpochSecond() - 1).starts();
  }

  private Duration retryIn(Instant now) {
    Duration wait = Duration.between(now, gate.nextEvent(Instant.MAX));
    return wait.compareTo(SECOND) > 0 ? wait : SECOND;
  }
}
