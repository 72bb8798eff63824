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
record Reading(
    Evidence trip,
    boolean ripe,
    Evidence clear,
    @Nullable Instant began,
    Duration lasting,
    Duration window) {

  /** There is nothing to see. */
  static final Reading NOTHING =
      new Reading(
          Evidence.UNKNOWN, false, Evidence.UNKNOWN, null, Duration.ZERO, Duration.ZERO);

  /** What a share over a while says. */
  static Reading of(Evidence trip, Evidence clear, Threshold threshold) {
    Duration lasting = threshold.trip().lasting();
    return new Reading(trip, true, clear, null, lasting, threshold.clear().window());
  }

  /** The same that need not last. */
  Reading atOnce() {
    return new Reading(trip, ripe, clear, began, Duration.ZERO, window);
  }
}
