package dev.holdfast.breaker;

import dev.holdfast.breaker.RollingWindow.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * How the sends fared that were decided while the gate was open. Guarded by the breaker's lock.
 *
 * <p>The last twenty must be good, and so must the last two seconds: at hundreds of calls a second
 * twenty are decided in a blink, and by luck nearly all of them well, while half of all calls fail.
 * On a quiet endpoint twenty take an hour; there five in a row will do, if nothing failed for half
 * a minute.
 */
final class Recent {
  private static final int SPAN = 20;
  private static final int ALL = (1 << SPAN) - 1;
  private static final int SECONDS = 2;
  private static final int FEW = (1 << 5) - 1;
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** Heals below this share of failures. */
  private static final double FAILURES = 0.20;

  private final RollingWindow decided = new RollingWindow();
  private int failures;
  private int size;
  private Instant failedAt = Instant.MIN;

  void add(Instant now, boolean failed) {
    // A clock that jumped back must not leave a failure in the future.
    failedAt = failed || failedAt.isAfter(now) ? now : failedAt;
    failures = ((failures << 1) | (failed ? 1 : 0)) & ALL;
    size = Math.min(SPAN, size + 1);
    decided.start(now);
    if (failed) {
      decided.fail(now);
    }
  }

  boolean healthy(Instant now) {
    Counts lately = decided.last(SECONDS, now);
    boolean many =
        size == SPAN
            && Integer.bitCount(failures) < FAILURES * SPAN
            && lately.failures() <= FAILURES * lately.starts();
    boolean few = size > 4 && (failures & FEW) == 0 && !now.isBefore(failedAt.plus(QUIET));
    return many || few;
  }

  /**
   * Forgets all.
   *
   * @param now since when there is anything to tell; what opened the gate failed just before
   */
  void clear(Instant now) {
    failedAt = now;
    failures = 0;
    size = 0;
    decided.clear();
  }
}
