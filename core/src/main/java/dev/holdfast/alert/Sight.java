package dev.holdfast.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of one scope now.
 *
 * @param trip whether something is wrong
 * @param ripe whether that is enough to fire, once it lasted
 * @param clear whether it is proved right
 * @param began since when it is wrong; null for since now
 * @param lasting how long it must be wrong to fire
 * @param window how long it was looked at to call it right
 */
record Sight(
    Sign trip,
    boolean ripe,
    Sign clear,
    @Nullable Instant began,
    Duration lasting,
    Duration window) {

  /** There is nothing to see. */
  static final Sight NOTHING =
      new Sight(Sign.UNKNOWN, false, Sign.UNKNOWN, null, Duration.ZERO, Duration.ZERO);

  /** What a share over a while says. */
  static Sight of(Sign trip, Sign clear, Threshold threshold) {
    Duration lasting = threshold.trip().lasting();
    return new Sight(trip, true, clear, null, lasting, threshold.clear().window());
  }

  /** The same that need not last. */
  Sight atOnce() {
    return new Sight(trip, ripe, clear, began, Duration.ZERO, window);
  }
}
