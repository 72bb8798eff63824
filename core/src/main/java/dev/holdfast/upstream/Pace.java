package dev.holdfast.upstream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the page is read again. */
public final class Pace {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** So that a fleet started at once does not ask at once for ever. */
  private static final double JITTER = 0.2;

  private static final int MOST_DOUBLINGS = 10;

  private final Duration every;
  private final RandomGenerator random;

  /**
   * A pace.
   *
   * @param every the usual wait; it doubles with each look that fails, up to five minutes
   */
  public Pace(Duration every, RandomGenerator random) {
    this.every = every;
    this.random = random;
  }

  /**
   * The next wait.
   *
   * @param failures how many looks in a row have failed
   */
  public Duration next(int failures) {
    Duration doubled = every.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * factor));
  }
}
