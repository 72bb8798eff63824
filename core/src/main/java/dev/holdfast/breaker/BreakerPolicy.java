package dev.holdfast.breaker;

import java.time.Duration;

/**
 * When a breaker opens, and what it does then.
 *
 * @param window how far back the ratio looks, in whole seconds, at most 30 s
 * @param ratio the share of failures above which it opens, 0 to 1
 * @param minimum how many starts the window needs for the ratio to count
 * @param consecutive how many failures in a row open it
 * @param mode what it does while open
 */
public record BreakerPolicy(
    Duration window, double ratio, int minimum, int consecutive, Mode mode) {

  /** What a breaker does while it is open. */
  public enum Mode {
    /** Holds calls and paces them by proof; after slow failures it drains. */
    HOLD,
    /** Fails fast, always: the textbook breaker. */
    STRICT,
    /** Never opens. */
    OFF
  }

  /** 30 % of at least 20 starts in 30 s, or 8 in a row; holds. */
  public static BreakerPolicy defaults() {
    return new BreakerPolicy(Duration.ofSeconds(30), 0.30, 20, 8, Mode.HOLD);
  }

  public BreakerPolicy {
    if (window.toSeconds() < 1 || window.toSeconds() > RollingWindow.LONGEST) {
      throw new IllegalArgumentException("the window must be 1 s to 30 s: " + window);
    }
    if (!(ratio > 0 && ratio <= 1) || minimum < 1 || consecutive < 1) {
      throw new IllegalArgumentException("ratio must be in (0, 1], the counts at least 1");
    }
  }

  /** The same in another mode. */
  public BreakerPolicy withMode(Mode other) {
    return new BreakerPolicy(window, ratio, minimum, consecutive, other);
  }
}
