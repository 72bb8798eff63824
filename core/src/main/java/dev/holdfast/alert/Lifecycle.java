package dev.holdfast.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert as a machine: inactive → pending → firing → clearing → resolved. It fires on what lasts
 * and ends on proof: no samples are no proof, and neither is a window of which only a part was
 * watched. One that comes and goes is kept until it was gone for long.
 */
final class Lifecycle {
  private final Manners manners;
  private final Deque<Instant> fires = new ArrayDeque<>();
  private AlertState state = AlertState.INACTIVE;
  private @Nullable Instant since;
  private @Nullable Instant fired;
  private @Nullable Instant rightSince;
  private @Nullable Instant silentSince;
  private @Nullable Instant watchedSince;
  private boolean flapping;
  private boolean held;

  /** What a step did. */
  enum Move {
    NONE,
    BEGAN,
    FIRED,
    /** It was too short to fire, or could not be confirmed. */
    PASSED,
    HELD,
    RESOLVED
  }

  /**
   * What must be known to go on in another life.
   *
   * @param since when the trouble began
   * @param fired when it fired; null if it is pending
   * @param fires when it fired lately
   */
  record Past(Instant since, @Nullable Instant fired, List<Instant> fires) {}

  Lifecycle(Manners manners) {
    this.manners = manners;
  }

  /** Goes on from an earlier life: what fired then still fires. */
  void resume(Past past) {
    since = past.since();
    fired = past.fired();
    state = fired == null ? AlertState.PENDING : AlertState.FIRING;
    fires.addAll(past.fires());
    flapping = fires.size() >= manners.flaps();
  }

  /** It is looked at again, and was not before. */
  void watched(Instant now) {
    watchedSince = now;
  }

  /** Nobody looked for a while: what was pending is not known to have lasted. */
  void unwatched(Instant now) {
    if (state == AlertState.PENDING) {
      idle();
    }
    watchedSince = now;
    rightSince = null;
  }

  Move step(Instant now, Sight sight) {
    if (state.open()) {
      return open(now, sight);
    }
    return state == AlertState.PENDING ? pending(now, sight) : quiet(now, sight);
  }

  private Move quiet(Instant now, Sight sight) {
    if (sight.trip() != Sign.YES) {
      return Move.NONE;
    }
    state = AlertState.PENDING;
    since = sight.began() == null ? now : sight.began();
    Move move = pending(now, sight);
    return move == Move.NONE ? Move.BEGAN : move;
  }

  private Move pending(Instant now, Sight sight) {
    if (sight.trip() == Sign.YES) {
      silentSince = null;
      boolean lasted = !now.isBefore(since().plus(sight.lasting()));
      return lasted && sight.ripe() ? fire(now) : Move.NONE;
    }
    boolean passed = sight.trip() == Sign.NO || silent(now);
    if (passed) {
      idle();
    }
    return passed ? Move.PASSED : Move.NONE;
  }

  private Move fire(Instant now) {
    state = AlertState.FIRING;
    fired = now;
    fires.removeIf(past -> past.isBefore(now.minus(manners.within())));
    fires.add(now);
    flapping = fires.size() >= manners.flaps();
    return Move.FIRED;
  }

  private Move open(Instant now, Sight sight) {
    if (sight.trip() == Sign.YES) {
      state = AlertState.FIRING;
      rightSince = null;
      return heard();
    }
    return switch (sight.clear()) {
      case YES -> right(now, sight.window());
      case NO -> wrong(sight.trip());
      case UNKNOWN -> silence(now);
    };
  }

  private Move wrong(Sign trip) {
    state = trip == Sign.NO ? AlertState.CLEARING : state;
    rightSince = null;
    return heard();
  }

  private Move right(Instant now, Duration window) {
    heard();
    state = AlertState.CLEARING;
    rightSince = rightSince == null ? now : rightSince;
    // The sight itself looked over one window.
    Duration more = flapping ? window.multipliedBy(manners.factor() - 1L) : Duration.ZERO;
    boolean watched = watchedSince == null || !now.isBefore(watchedSince.plus(window));
    if (!watched || now.isBefore(rightSince.plus(more))) {
      return Move.NONE;
    }
    idle();
    state = AlertState.RESOLVED;
    return Move.RESOLVED;
  }

  private Move silence(Instant now) {
    boolean news = silent(now) && !held;
    held |= news;
    return news ? Move.HELD : Move.NONE;
  }

  private boolean silent(Instant now) {
    silentSince = silentSince == null ? now : silentSince;
    return !now.isBefore(silentSince.plus(manners.held()));
  }

  private Move heard() {
    silentSince = null;
    held = false;
    return Move.NONE;
  }

  private void idle() {
    state = AlertState.INACTIVE;
    silentSince = null;
    rightSince = null;
    watchedSince = null;
    flapping = false;
    held = false;
  }

  /** Somebody says that it is over. False if it was not open. */
  boolean close() {
    boolean open = state.open();
    if (open) {
      idle();
      state = AlertState.RESOLVED;
    }
    return open;
  }

  AlertState state() {
    return state;
  }

  /** When the trouble began, of one that did. */
  Instant since() {
    if (since == null) {
      throw new IllegalStateException("nothing began");
    }
    return since;
  }

  @Nullable Instant fired() {
    return state == AlertState.PENDING ? null : fired;
  }

  boolean flapping() {
    return flapping;
  }

  /** Whether it is open for want of samples. */
  boolean held() {
    return held;
  }

  /** Whether there is nothing to remember. */
  boolean forgettable(Instant now) {
    boolean idle = !state.open() && state != AlertState.PENDING;
    return idle && fires.stream().allMatch(past -> past.isBefore(now.minus(manners.within())));
  }

  Past past() {
    return new Past(since(), fired(), List.copyOf(fires));
  }
}
