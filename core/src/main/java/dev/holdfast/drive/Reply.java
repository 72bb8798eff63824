package dev.holdfast.drive;

import dev.holdfast.outcome.Outcome;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt brought back: the outcome for the engine, the value for the caller.
 *
 * @param outcome what the engine judges; for an answer that flows on, how far it has got
 * @param value handed to the caller if the call ends with this attempt, or in failure after it
 *     without a later value; null if there is none, which a good answer must not be
 * @param rest null for an answer that is over; else completed once, and normally, with what became
 *     of the answer
 * @param <T> the caller's type of answer
 */
public record Reply<T>(
    Outcome outcome, @Nullable T value, @Nullable CompletionStage<? extends Outcome> rest) {

  /** An answer that is over, one way or the other. */
  public Reply(Outcome outcome, @Nullable T value) {
    this(outcome, value, null);
  }

  /**
   * An answer whose content is there and flows on: it is handed to the caller now and cannot be
   * replaced any more. The call ends, and the breaker learns of it, when the rest is known.
   */
  public static <T> Reply<T> flowing(
      Outcome outcome, T value, CompletionStage<? extends Outcome> rest) {
    return new Reply<>(outcome, value, rest);
  }
}
