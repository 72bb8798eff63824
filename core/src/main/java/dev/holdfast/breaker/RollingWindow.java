package dev.holdfast.breaker;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Starts and failures of the last seconds, a slice for each second and a word for each slice.
 *
 * <p>Starts are counted when a call is admitted, not when it ends: answers may take minutes, and a
 * window of completions would show early failures as an outage while the successes are still under
 * way. A word holds the low bits of its second, then starts, then failures; a word whose second has
 * passed is empty. Lock-free.
 */
final class RollingWindow {
  /** Seconds a window may span. */
  static final int LONGEST = 30;

  private static final int SLICES = 32;
  private static final int COUNT_BITS = 20;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int STAMP_SHIFT = 2 * COUNT_BITS;
  private static final long STAMP_MASK = (1L << (64 - STAMP_SHIFT)) - 1;
  private static final long ONE_START = 1L << COUNT_BITS;
  private static final long ONE_FAILURE = 1;

  private final AtomicLongArray words = new AtomicLongArray(SLICES);

  /** A call was admitted. */
  void start(Instant now) {
    add(now.getEpochSecond(), ONE_START);
  }

  /** A call failed now. */
  void fail(Instant now) {
    add(now.getEpochSecond(), ONE_FAILURE);
  }

  private void add(long second, long one) {
    int slot = (int) (second & (SLICES - 1));
    while (true) {
      long word = words.get(slot);
      long base =
          stamp(word) == (second & STAMP_MASK) ? word : (second & STAMP_MASK) << STAMP_SHIFT;
      if (words.compareAndSet(slot, word, saturated(base, one) ? base : base + one)) {
        return;
      }
    }
  }

  private static boolean saturated(long word, long one) {
    long count = one == ONE_START ? starts(word) : failures(word);
    return count == COUNT_MASK;
  }

  /** Starts and failures of the {@code seconds} up to and including now's. */
  Counts last(int seconds, Instant now) {
    long starts = 0;
    long failures = 0;
    for (int back = 0; back < seconds; back++) {
      long word = word(now.getEpochSecond() - back);
      starts += starts(word);
      failures += failures(word);
    }
    return new Counts(starts, failures);
  }

  /** What one second saw, zero if it has passed out of the window. */
  Counts second(long second) {
    long word = word(second);
    return new Counts(starts(word), failures(word));
  }

  private long word(long second) {
    long word = words.get((int) (second & (SLICES - 1)));
    return stamp(word) == (second & STAMP_MASK) ? word : 0;
  }

  private static long stamp(long word) {
    return word >>> STAMP_SHIFT;
  }

  private static long starts(long word) {
    return (word >>> COUNT_BITS) & COUNT_MASK;
  }

  private static long failures(long word) {
    return word & COUNT_MASK;
  }

  /** Forgets everything. */
  void clear() {
    for (int i = 0; i < SLICES; i++) {
      words.set(i, 0);
    }
  }

  /**
   * What a span of time saw.
   *
   * @param starts calls admitted
   * @param failures calls that failed, whenever they had started
   */
  record Counts(long starts, long failures) {
    long successes() {
      return Math.max(0, starts - failures);
    }
  }
}
