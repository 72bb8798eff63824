package dev.holdfast.retry;

import java.time.Duration;

/**
 * The wall clock in which retries may start, counted from the first failure: a first answer may
 * take minutes, and nothing is wrong until then. Waits for a 429 have their own budget and do not
 * use up the other one; nothing starts later than both together.
 *
 * @param time for every kind but 429; at most 366 days
 * @param quota for the waits after a 429; at most 366 days
 */
public record TimeBudget(Duration time, Duration quota) {
  /** A budget beyond this is a mistake, and would not fit the arithmetic in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(366);

  public TimeBudget {
    if (time.isNegative() || quota.isNegative()) {
      throw new IllegalArgumentException("a budget must not be negative");
    }
    if (time.compareTo(LONGEST) > 0 || quota.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a budget must not be longer than a year");
    }
  }

  /**
   * What is left to pause in before the next attempt must have started.
   *
   * @param forQuota whether the pause waits out a 429
   * @return negative or zero when nothing may start any more
   */
  public Duration rest(Elapsed elapsed, boolean forQuota) {
    Duration both = time.plus(quota).minus(elapsed.sinceFirstFailure());
    Duration own = forQuota ? quotaRest(elapsed) : timeRest(elapsed);
    Duration rest = shorter(both, own);
    Duration deadline = elapsed.untilDeadline();
    return deadline == null ? rest : shorter(rest, deadline);
  }

  private Duration quotaRest(Elapsed elapsed) {
    return quota.minus(elapsed.waitedForQuota());
  }

  private Duration timeRest(Elapsed elapsed) {
    return time.minus(elapsed.sinceFirstFailure().minus(elapsed.waitedForQuota()));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
