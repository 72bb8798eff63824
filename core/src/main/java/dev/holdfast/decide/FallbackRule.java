package dev.holdfast.decide;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a call may go on to one place of its route.
 *
 * @param when what makes it go there
 * @param after how long the place before it is waited for first: zero goes on at once, longer waits
 *     out short trouble; an end of the call's patience goes on in any case
 */
public record FallbackRule(Set<Trigger> when, Duration after) {
  /** An open breaker, a spent budget, a second 500, a known incident; at once. */
  public static final FallbackRule DEFAULT =
      new FallbackRule(
          Set.of(
              Trigger.BREAKER_OPEN,
              Trigger.BUDGET_SPENT,
              Trigger.SECOND_500,
              Trigger.OVERLOADED_RED),
          Duration.ZERO);

  public FallbackRule {
    if (after.isNegative()) {
      throw new IllegalArgumentException("after must not be negative: " + after);
    }
    when = when.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(when));
  }

  /** Whether this trigger, if there is one, leads here. */
  public boolean takes(@Nullable Trigger trigger) {
    return trigger != null && when.contains(trigger);
  }

  /** How long a call that may be held for {@code granted} is held before it goes on. */
  public Duration hold(Duration granted) {
    boolean goesOn = when.contains(Trigger.BREAKER_OPEN) && after.compareTo(granted) < 0;
    return goesOn ? after : granted;
  }
}
