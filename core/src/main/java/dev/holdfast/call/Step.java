package dev.holdfast.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the driver of a call must do next. */
public sealed interface Step {
  /**
   * Send the request, then tell the call with {@link Call#settle}.
   *
   * @param attempt its number, from 1
   * @param deadline when the caller wants its answer by: cancel the attempt then and settle it as
   *     cancelled; null for no deadline
   */
  record Send(int attempt, @Nullable Instant deadline) implements Step {}

  /** Do nothing for a while, then call {@link Call#resume}. */
  record Wait(Duration pause) implements Step {}

  /** The call is over. */
  record Finish(Ending ending) implements Step {}
}
