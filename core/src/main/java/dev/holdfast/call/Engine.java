package dev.holdfast.call;

import dev.holdfast.decide.Outlook;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.Listener;
import java.util.random.RandomGenerator;

/**
 * What calls are made with.
 *
 * @param policy the numbers
 * @param random full jitter is drawn from it
 * @param listener told of every event of a call, on its driver's thread
 * @param outlook what the status page says
 */
public record Engine(Policy policy, RandomGenerator random, Listener listener, Outlook outlook) {
  /** An engine that knows no status page. */
  public Engine(Policy policy, RandomGenerator random, Listener listener) {
    this(policy, random, listener, Outlook.UNKNOWN);
  }
}
