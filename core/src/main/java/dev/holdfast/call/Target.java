package dev.holdfast.call;

import dev.holdfast.decide.FallbackRule;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One place a call may go to.
 *
 * @param name as headers, logs and trails show it
 * @param endpoint what calls there share: a breaker and budgets of its own
 * @param rule when a call may go on to it; of no meaning for the first place of a route
 * @param key the alias of the key that is used there; null if it is the caller's own
 * @param usable whether it can be gone to now: its key may have been refused meanwhile; asked on
 *     the call's thread, so it must be quick
 */
public record Target(
    String name,
    Endpoint endpoint,
    FallbackRule rule,
    @Nullable String key,
    BooleanSupplier usable) {
  /** The name of a route's first place. */
  public static final String PRIMARY = "primary";

  /** A place that is always usable, with the caller's own key. */
  public Target(String name, Endpoint endpoint, FallbackRule rule) {
    this(name, endpoint, rule, null, () -> true);
  }

  /** The first place of a route. */
  public static Target primary(Endpoint endpoint) {
    return new Target(PRIMARY, endpoint, FallbackRule.DEFAULT);
  }
}
