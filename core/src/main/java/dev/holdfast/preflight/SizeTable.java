package dev.holdfast.preflight;

import dev.holdfast.preflight.SizeEffect.Comparison;
import org.jspecify.annotations.Nullable;

/** Calls and timeouts by size: four rows for each doubling. Not thread-safe. */
final class SizeTable {
  private static final int ROWS = 128;
  private static final int PER_DOUBLING = 4;

  /** From so many timeouts on, all counts are halved: old evidence fades as new comes. */
  private static final int MANY = 200;

  private static final int ENOUGH_TIMEOUTS = 20;
  private static final int ENOUGH_LONG_TIMEOUTS = 5;
  private static final int ENOUGH_LONG_CALLS = 20;

  /** So much more often must the longest time out, at the least likely. */
  private static final double FAR_MORE = 2;

  /** Half of the normal distribution's 95 %. */
  private static final double Z = 1.96;

  private final int[] calls = new int[ROWS];
  private final int[] timeouts = new int[ROWS];
  private int allCalls;
  private int allTimeouts;

  void add(long tokens, boolean timedOut) {
    int row = row(tokens);
    calls[row]++;
    allCalls++;
    if (timedOut) {
      timeouts[row]++;
      allTimeouts++;
    }
    if (allTimeouts >= MANY || allCalls == Integer.MAX_VALUE / 2) {
      halve();
    }
  }

  void halve() {
    allCalls = 0;
    allTimeouts = 0;
    for (int i = 0; i < ROWS; i++) {
      allCalls += calls[i] >>= 1;
      allTimeouts += timeouts[i] >>= 1;
    }
  }

  SizeEffect effect() {
    int first = longest();
    Comparison comparison = allTimeouts < ENOUGH_TIMEOUTS ? null : compare(first);
    return new SizeEffect(link(first, comparison), allCalls, allTimeouts, comparison);
  }

  private SizeLink link(int first, @Nullable Comparison comparison) {
    if (comparison == null) {
      return SizeLink.UNDECIDED;
    }
    if (comparison.low() >= FAR_MORE && sum(timeouts, first) >= ENOUGH_LONG_TIMEOUTS) {
      return SizeLink.RELATED;
    }
    boolean seen = sum(calls, first) >= ENOUGH_LONG_CALLS;
    return seen && comparison.low() <= 1 ? SizeLink.UNRELATED : SizeLink.UNDECIDED;
  }

  /** The first row of the longest tenth; of more if one row alone holds more. */
  private int longest() {
    int first = ROWS - 1;
    long taken = 0;
    for (int row = first;
        row >= 0 && (taken == 0 || 10 * (taken + calls[row]) <= allCalls);
        row--) {
      first = calls[row] > 0 ? row : first;
      taken += calls[row];
    }
    return first;
  }

  /**
   * The risk ratio with its interval (Katz 1978; half a case is added to each count, after Walter
   * 1975, so that none is zero). Null if most requests are of one size.
   */
  private @Nullable Comparison compare(int first) {
    int longCalls = sum(calls, first);
    if (2L * longCalls > allCalls) {
      return null;
    }
    double n1 = longCalls + 0.5;
    double n0 = allCalls - longCalls + 0.5;
    double x1 = sum(timeouts, first) + 0.5;
    double x0 = allTimeouts - sum(timeouts, first) + 0.5;
    double times = x1 / n1 / (x0 / n0);
    double spread = Math.exp(Z * Math.sqrt(1 / x1 - 1 / n1 + 1 / x0 - 1 / n0));
    return new Comparison(size(first), times, times / spread, times * spread, correlation());
  }

  private static int sum(int[] counts, int first) {
    int sum = 0;
    for (int i = first; i < ROWS; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** Point-biserial: how far the mean size of timeouts lies from that of all, in deviations. */
  private double correlation() {
    double sum = 0;
    double squares = 0;
    double ofTimeouts = 0;
    for (int i = 0; i < ROWS; i++) {
      double size = size(i);
      sum += calls[i] * size;
      squares += calls[i] * size * size;
      ofTimeouts += timeouts[i] * size;
    }
    double mean = sum / allCalls;
    double deviation = Math.sqrt(Math.max(0, squares / allCalls - mean * mean));
    double odds = (double) allTimeouts / (allCalls - allTimeouts);
    boolean flat = deviation == 0 || allCalls == allTimeouts;
    return flat ? 0 : (ofTimeouts / allTimeouts - mean) / deviation * Math.sqrt(odds);
  }

  /** Whether a request is one of the longest. */
  boolean longest(long tokens) {
    return row(tokens) >= longest();
  }

  /** By the highest bit and the two after it. */
  private static int row(long tokens) {
    long size = Math.max(PER_DOUBLING, tokens);
    int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(size);
    int quarter = (int) (size >> (doublings - 2)) & (PER_DOUBLING - 1);
    return Math.min(ROWS - 1, PER_DOUBLING * (doublings - 2) + quarter);
  }

  /** The smallest size in a row. */
  private static long size(int row) {
    return (PER_DOUBLING + row % PER_DOUBLING) * (1L << (row / PER_DOUBLING));
  }
}
