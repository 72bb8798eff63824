package dev.holdfast.decide;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to do with an outcome, and why. */
public sealed interface Decision {
  /** Why. */
  Reason reason();

  /** Hand the answer on: it is good. */
  record Accept() implements Decision {
    @Override
    public Reason reason() {
      return Reason.SUCCESS;
    }
  }

  /** Try again after a pause, zero for at once. */
  record Retry(Duration pause, Reason reason) implements Decision {}

  /** Go on to the next place of the route. */
  record FallBack(Reason reason) implements Decision {}

  /**
   * End the call in failure.
   *
   * @param retryAt when coming back makes sense; null if it never does, or nobody knows
   */
  record GiveUp(Reason reason, @Nullable Instant retryAt) implements Decision {}
}
