package dev.holdfast.quota;

/**
 * Whether requests are paced by what is left of the rate limits. Either way a 429 closes its limit
 * for all who share it, and for a minute after that they go in turn.
 *
 * @param pacing whether a request always waits until it fits
 * @param reserveCritical the share of each limit that only critical calls may use, 0 to below 1;
 *     kept where there was one within a day
 */
public record QuotaPolicy(boolean pacing, double reserveCritical) {
  private static final double RESERVE = 0.15;

  /** No pacing. */
  public static final QuotaPolicy OFF = new QuotaPolicy(false, RESERVE);

  /** Pacing, with 15 % kept for critical calls. */
  public static final QuotaPolicy ON = new QuotaPolicy(true, RESERVE);

  public QuotaPolicy {
    if (!(reserveCritical >= 0 && reserveCritical < 1)) {
      throw new IllegalArgumentException("the reserve must be in [0, 1): " + reserveCritical);
    }
  }
}
