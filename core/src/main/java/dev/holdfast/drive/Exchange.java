package dev.holdfast.drive;

import dev.holdfast.call.Step.Send;
import java.io.IOException;

/**
 * Performs one attempt and waits for it.
 *
 * @param <T> the caller's type of answer
 */
@FunctionalInterface
public interface Exchange<T> {
  /**
   * Sends the request once. It must not retry by itself.
   *
   * @param send the attempt's number and deadline
   * @throws IOException if nothing usable came back; it becomes a lost outcome
   * @throws InterruptedException if the caller's thread was interrupted; the call is cancelled
   */
  Reply<T> attempt(Send send) throws IOException, InterruptedException;
}
