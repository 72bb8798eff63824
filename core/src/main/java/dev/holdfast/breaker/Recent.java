package dev.holdfast.breaker;

/** The last twenty sends that were decided while the gate was open. Guarded by the breaker's lock. */
final class Recent {
  private static final int SPAN = 20;
  private static final int ALL = (1 << SPAN) - 1;

  /** Closes below this many failures: fewer than 20 %. */
  private static final int FAILURES = 4;

  private int failures;
  private int size;

  void add(boolean failed) {
    failures = ((failures << 1) | (failed ? 1 : 0)) & ALL;
    size = Math.min(SPAN, size + 1);
  }

  boolean healthy() {
    return size == SPAN && Integer.bitCount(failures) < FAILURES;
  }

  void clear() {
    failures = 0;
    size = 0;
  }
}
