package dev.holdfast.call;

import dev.holdfast.decide.FallbackRule;

/**
 * One place a call may go to.
 *
 * @param name as headers, logs and trails show it
 * @param endpoint what calls there share: a breaker and budgets of its own
 * @param rule when a call may go on to it; of no meaning for the first place of a route
 */
public record Target(String name, Endpoint endpoint, FallbackRule rule) {
  /** The name of a route's first place. */
  public static final String PRIMARY = "primary";

  /** The first place of a route. */
  public static Target primary(Endpoint endpoint) {
    return new Target(PRIMARY, endpoint, FallbackRule.DEFAULT);
  }
}
