package dev.holdfast.call;

import dev.holdfast.breaker.Ticket;
import dev.holdfast.decide.Reason;
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
   * @param target which place of the call's route it goes to
   * @param detour why the call went on to it; null at the first place
   */
  record Send(int attempt, @Nullable Instant deadline, Target target, @Nullable Reason detour)
      implements Step {}

  /** Do nothing for a while, then call {@link Call#resume}. */
  record Wait(Duration pause) implements Step {}

  /**
   * Wait for the ticket or for a while, whichever comes first, then call {@link Call#resume} once.
   * The waker may run on any thread and must only hand over to the call's own.
   *
   * @param atMost zero or more
   */
  record Hold(Ticket ticket, Duration atMost) implements Step {}

  /** The call is over. */
  record Finish(Ending ending) implements Step {}
}
