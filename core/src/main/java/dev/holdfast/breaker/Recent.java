package dev.holdfast.breaker;

import dev.holdfast.breaker.RollingWindow.Counts;
import java.time.Instant;

/**
 * How the sends fared that were decided while the gate was open. Guarded by the breaker's lock.
 *
 * <p>The last twenty must be good, and so must the last two seconds: at hundreds of calls a second
 * twenty are decided in a blink, and by luck nearly all of them well, while half of all calls fail.
 */
final class Recent {
  private static final int SPAN = 20;
  private static final int ALL = (1 << SPAN) - 1;
  private static final int SECONDS = 2;

  /** Heals below this share of failures. */
  private static final double FAILURES = 0.20;

  private final RollingWindow decided = new RollingWindow();
  private int failures;
  private int size;

  void add(Instant now, boolean failed) {
    failures = ((failures << 1) | (failed ? 1 : 0)) & ALL;
    size = Math.min(SPAN, size + 1);
    decided.start(now);
    if (failed) {
      decided.fail(now);
    }
  }

  boolean healthy(Instant now) {
    Counts lately = decided.last(SECONDS, now);
    return size == SPAN
        && Integer.bitCount(failures) < FAILURES * SPAN
        && lately.failures() <= FAILURES * lately.starts();
  }

  void clear() {
    failures = 0;
    size = 0;
    decided.clear();
  }
}
