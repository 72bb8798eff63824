package dev.holdfast.call;

import dev.holdfast.breaker.Priority;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.Caller;
import dev.holdfast.preflight.Extent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the caller asks of a call.
 *
 * @param replay whether the request may be sent again
 * @param deadline how long the caller will wait for the answer, from the start of the call;
 *     positive; null for as long as it takes, which anything beyond 366 days is read as
 * @param hold how long the circuit breaker may hold it; zero to fail fast
 * @param priority who goes first when not all can
 * @param caller who makes it: calls with the same key may share rate limits
 * @param extent how big the request is; null if nobody looked
 */
public record Terms(
    Replay replay,
    @Nullable Duration deadline,
    Duration hold,
    Priority priority,
    Caller caller,
    @Nullable Extent extent) {
  private static final Duration HOLD = Duration.ofSeconds(15);

  /** A request that may be repeated, without a deadline, held for up to 15 s. */
  public static final Terms DEFAULT = new Terms(Replay.FREE, null);

  public Terms {
    if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("a deadline must be positive: " + deadline);
    }
    if (hold.isNegative()) {
      throw new IllegalArgumentException("a hold must not be negative: " + hold);
    }
    // "For ever" as the greatest duration would not fit the calendar.
    deadline = deadline != null && deadline.toDays() >= 366 ? null : deadline;
  }

  /** Held for up to 15 s, with the priority of calls that somebody waits for. */
  public Terms(Replay replay, @Nullable Duration deadline) {
    this(replay, deadline, HOLD, Priority.INTERACTIVE, Caller.NONE, null);
  }

  /** The same with another hold and priority. */
  public Terms with(Duration newHold, Priority newPriority) {
    return new Terms(replay, deadline, newHold, newPriority, caller, extent);
  }

  /** The same, made by somebody. */
  public Terms by(Caller who) {
    return new Terms(replay, deadline, hold, priority, who, extent);
  }

  /** The same for a request of this size. */
  public Terms with(Extent newExtent) {
    return new Terms(replay, deadline, hold, priority, caller, newExtent);
  }
}
