package dev.holdfast.gauge;

import java.time.Duration;
import java.time.Instant;

/**
 * A run of failures: time that is bad again and again, without a minute that is good.
 *
 * @param first its first bad second
 * @param last its last bad second so far
 * @param attempts attempts in it, at most those of its last half hour
 * @param bad how many of them were bad
 */
public record Run(Instant first, Instant last, long attempts, long bad) {
  /** From the first to the last bad second. */
  public Duration span() {
    return Duration.between(first, last);
  }

  /** The share of bad attempts. */
  public double ratio() {
    return Figures.share(bad, attempts);
  }
}
