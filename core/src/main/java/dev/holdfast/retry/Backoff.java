package dev.holdfast.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full jitter: the pause before retry k = 0, 1, … is uniform in [{@code floor}, min({@code cap},
 * {@code base} · 2^k)].
 *
 * <p>Full rather than equal or decorrelated jitter because it empties the herd fastest (Brooker,
 * "Exponential Backoff And Jitter", 2015). The cap comes before the draw: a capped draw would pile
 * callers up at the cap.
 *
 * @param floor the shortest pause, not negative
 * @param base the width of the first draw, positive
 * @param cap the widest draw, at least {@code base} and {@code floor}, at most 366 days
 */
public record Backoff(Duration floor, Duration base, Duration cap) {
  /** Keeps the shift inside a long. */
  private static final int MOST_DOUBLINGS = 62;

  private static final Duration WIDEST_SPREAD = Duration.ofSeconds(5);

  /** A pause beyond this is a mistake, and would not fit the arithmetic in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(366);

  public Backoff {
    if (floor.isNegative() || base.isNegative() || base.isZero()) {
      throw new IllegalArgumentException("floor must not be negative and base must be positive");
    }
    if (cap.compareTo(base) < 0 || cap.compareTo(floor) < 0) {
      throw new IllegalArgumentException("cap " + cap + " is below base " + base + " or floor");
    }
    if (cap.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("cap " + cap + " is longer than a year");
    }
  }

  /** Uniform in [0, min(cap, base · 2^k)]. */
  public static Backoff of(Duration base, Duration cap) {
    return new Backoff(Duration.ZERO, base, cap);
  }

  /** Uniform in [from, to], the same for every k. */
  public static Backoff between(Duration from, Duration to) {
    return new Backoff(from, to, to);
  }

  /**
   * Draws the pause before retry {@code k}.
   *
   * @param k how many retries of this kind went before, from 0
   */
  public Duration draw(int k, RandomGenerator random) {
    long factor = 1L << Math.min(k, MOST_DOUBLINGS);
    Duration upper = base.compareTo(cap.dividedBy(factor)) > 0 ? cap : base.multipliedBy(factor);
    return upper.compareTo(floor) <= 0 ? floor : floor.plus(upTo(upper.minus(floor), random));
  }

  /**
   * How far callers that were told the same moment should be spread after it.
   *
   * @param wait how long it is until then
   */
  public static Duration spread(Duration wait) {
    Duration tenth = Duration.ofSeconds(1).plus(wait.dividedBy(10));
    return tenth.compareTo(WIDEST_SPREAD) < 0 ? tenth : WIDEST_SPREAD;
  }

  /** Uniform in [0, most]. */
  public static Duration upTo(Duration most, RandomGenerator random) {
    long nanos = most.toNanos();
    return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(nanos + 1));
  }
}
