package dev.holdfast.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a failing call has got in time.
 *
 * @param sinceFirstFailure wall clock since its first failure
 * @param waitedForQuota the part of it that was spent waiting out 429s
 * @param untilDeadline what is left until the caller's own deadline, negative once it passed; null
 *     if the caller set none
 */
public record Elapsed(
    Duration sinceFirstFailure, Duration waitedForQuota, @Nullable Duration untilDeadline) {

  /** That of most calls: nothing has gone wrong, and there is no deadline. */
  public static final Elapsed NONE = new Elapsed(Duration.ZERO, Duration.ZERO, null);
}
