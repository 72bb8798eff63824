package dev.holdfast.call;

import dev.holdfast.decide.Reason;
import dev.holdfast.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a call ended. Every call ends exactly once. */
public sealed interface Ending {
  /** Why. */
  Reason reason();

  /** With a good answer. */
  record Answered() implements Ending {
    @Override
    public Reason reason() {
      return Reason.SUCCESS;
    }
  }

  /**
   * In failure.
   *
   * @param verdict the last meaningful failure: what the upstream said, rather than a broken
   *     connection after it; null if no attempt was let through
   * @param reason why it was not tried again
   * @param retryAt when coming back makes sense; null if it never does, or nobody knows
   */
  record Failed(@Nullable Verdict verdict, Reason reason, @Nullable Instant retryAt)
      implements Ending {}

  /** Because the caller left. */
  record Cancelled() implements Ending {
    @Override
    public Reason reason() {
      return Reason.CANCELLED;
    }
  }
}
