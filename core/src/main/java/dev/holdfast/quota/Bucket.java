package dev.holdfast.quota;

import org.jspecify.annotations.Nullable;

/**
 * One limit as the upstream keeps it: a bucket that fills continuously and holds a minute's worth.
 * It may owe: what was let through can turn out to have cost more than it seemed. Guarded by the
 * cell's lock.
 *
 * <p>It counts in sixty-millionths of a token, so that a limit of n a minute brings n parts each
 * microsecond: whole numbers, and a moment that was told is kept to the microsecond.
 */
final class Bucket {
  /** The parts of one token or request. */
  private static final long ONE = 60_000_000;

  /** Anything above is no limit in practice, and would not fit the arithmetic. */
  private static final long HIGHEST = 1_000_000_000;

  private static final long MINUTE = 60_000_000;

  /** A wait beyond a year is for ever, and would not fit the arithmetic. */
  private static final long LONGEST = 366L * 24 * 60 * MINUTE;

  private Limit seen;
  private long seenAt;
  private long limit;
  private long parts;
  private long at;

  /** When it was last full, or corrected by the upstream: what was taken before is in that. */
  private long settledAt;

  Bucket(Limit first, long now) {
    seen = first;
    limit = Math.min(first.limit(), HIGHEST);
    parts = full();
    at = now;
    settledAt = now;
    see(first, now);
  }

  private long full() {
    return limit * ONE;
  }

  /** What the upstream says is left counts if it is less than we think; never if it is more. */
  void see(Limit told, long now) {
    fill(now);
    seen = told;
    seenAt = now;
    limit = Math.min(told.limit(), HIGHEST);
    Long remaining = told.remaining();
    long left = remaining == null ? full() : Math.min(remaining, limit) * ONE;
    if (left < parts) {
      parts = left;
      settledAt = now;
    }
  }

  private void fill(long now) {
    // More than an hour fills any debt, and keeps the product within a long.
    long passed = Math.min(now - at, 60 * MINUTE);
    at = now;
    parts += passed * limit;
    if (parts >= full()) {
      parts = full();
      settledAt = now;
    }
  }

  void take(long amount, long now) {
    fill(now);
    parts -= fitting(amount);
  }

  /**
   * Takes back what was not used after all. What was taken before the bucket was last full, or
   * corrected, is already in it.
   */
  void give(long amount, long takenAt, long now) {
    fill(now);
    if (takenAt >= settledAt) {
      parts = Math.min(full(), parts + fitting(amount));
    }
  }

  /** Whatever we thought was left: at that moment it will be no more than this amount, or one. */
  void empty(long amount, long until, long now) {
    fill(now);
    parts = Math.min(parts, fitting(Math.max(1, amount)) - (until - now) * limit);
    settledAt = now;
  }

  /** In parts; more than the bucket holds cannot be asked of it. */
  private long fitting(long amount) {
    return Math.min(amount, limit) * ONE;
  }

  /** The most that can be asked of it at once, if a share is kept back. */
  long most(double kept) {
    return limit - kept(kept);
  }

  private long kept(double share) {
    return (long) (limit * share);
  }

  /**
   * When an amount fits.
   *
   * @param ahead what those who go first will take
   * @param amount at least one is asked for, so that nobody meets an empty bucket
   * @param kept the share that must stay
   */
  long when(long ahead, long amount, double kept, long now) {
    fill(now);
    long own = Math.max(1, Math.min(amount, most(kept)));
    long wanted = (ahead + own + kept(kept)) * ONE;
    long missing = wanted - parts;
    return missing <= 0 ? now : now + Math.min(LONGEST, (missing + limit - 1) / limit);
  }

  /** Whether the upstream said that less than this amount is left. */
  static boolean explains(@Nullable Limit told, long amount) {
    return told != null && told.remaining() != null && told.remaining() < Math.max(1, amount);
  }

  Limit seen() {
    return seen;
  }

  long seenAt() {
    return seenAt;
  }

  /** The share that is used, 0 for none, 1 for all and more. */
  double used(long now) {
    fill(now);
    double left = (double) parts / full();
    return Math.min(1, Math.max(0, 1 - left));
  }
}
