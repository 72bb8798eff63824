package dev.holdfast.drive;

import dev.holdfast.call.Step.Send;
import java.util.concurrent.CompletionStage;

/**
 * Performs one attempt without waiting for it.
 *
 * @param <T> the caller's type of answer
 */
@FunctionalInterface
public interface AsyncExchange<T> {
  /**
   * Sends the request once. It must not retry by itself.
   *
   * @param send the attempt's number and deadline
   * @return completed with the reply, or with an {@link java.io.IOException} if nothing usable came
   *     back; any other exception ends the call with it
   */
  CompletionStage<Reply<T>> attempt(Send send);
}
