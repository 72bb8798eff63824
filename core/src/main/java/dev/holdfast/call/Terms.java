package dev.holdfast.call;

import dev.holdfast.decide.Replay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the caller asks of a call.
 *
 * @param replay whether the request may be sent again
 * @param deadline how long the caller will wait for the answer, from the start of the call;
 *     positive; null for as long as it takes, which anything beyond 366 days is read as
 */
public record Terms(Replay replay, @Nullable Duration deadline) {
  /** A request that may be repeated, without a deadline. */
  public static final Terms DEFAULT = new Terms(Replay.FREE, null);

  public Terms {
    if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("a deadline must be positive: " + deadline);
    }
    // "For ever" as the greatest duration would not fit the calendar.
    deadline = deadline != null && deadline.toDays() >= 366 ? null : deadline;
  }
}
