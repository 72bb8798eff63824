package dev.holdfast.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Lets an upstream that fails slowly run empty: nothing for a while, then ten trials. Holding
 * callers here would keep a metastable overload alive: whoever waits arrives together. Guarded by
 * the breaker's lock.
 */
final class Drain {
  private static final int TRIALS = 10;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final double PAUSE_NANOS = 10e9;
  private static final double LONGEST_NANOS = 60e9;
  private static final double GROWTH = 1.5;

  /** No pause is longer. One that seems so was begun before the clock jumped back: it is over. */
  private static final Duration LONGEST = Duration.ofSeconds(72);

  private final RandomGenerator random;
  private final Map<Permit, Instant> leases = new HashMap<>();
  private Instant until = Instant.MIN;
  private int reopenings;
  private int successes;

  Drain(RandomGenerator random) {
    this.random = random;
  }

  /** Opens for the first time. */
  void open(Instant now) {
    reopenings = 0;
    pause(now);
  }

  /** A trial failed. */
  void reopen(Instant now) {
    reopenings = Math.min(reopenings + 1, 16);
    pause(now);
  }

  private void pause(Instant now) {
    leases.clear();
    successes = 0;
    double pause = Math.min(LONGEST_NANOS, PAUSE_NANOS * Math.pow(GROWTH, reopenings));
    until = now.plusNanos((long) (pause * (0.8 + 0.4 * random.nextDouble())));
  }

  /** Whether a trial may start now. */
  boolean hasTrial(Instant now) {
    // A lease that was never settled must not stick; nor one from a clock that jumped far. A little
    // ahead it may be: threads read the clock before they take the lock.
    leases.values().removeIf(at -> !now.isBefore(at.plus(LEASE)) || at.isAfter(now.plus(LEASE)));
    boolean paused = now.isBefore(until) && !until.isAfter(now.plus(LONGEST));
    return !paused && leases.size() + successes < TRIALS;
  }

  void trial(Permit permit, Instant now) {
    leases.put(permit, now);
  }

  /** A trial came back; true if that was the last proof needed. */
  boolean settle(Permit permit, Result result) {
    boolean known = leases.remove(permit) != null;
    successes += known && result == Result.SUCCESS ? 1 : 0;
    return successes >= TRIALS;
  }

  /** When asking again makes sense. */
  Duration retryIn(Instant now) {
    Duration wait = Duration.between(now, until);
    Duration least = Duration.ofSeconds(1);
    return wait.compareTo(least) > 0 ? wait : least;
  }
}
