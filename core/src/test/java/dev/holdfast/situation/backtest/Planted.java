package dev.holdfast.situation.backtest;

import dev.holdfast.situation.LocalFault;
import java.time.Instant;
import java.util.Set;

/**
 * A fault that we say somebody had.
 *
 * @param kind how it was planted
 * @param fault what was seen of it
 * @param now when it is looked at
 * @param truth the ids of the incidents that it is; empty if none
 */
record Planted(Kind kind, LocalFault fault, Instant now, Set<String> truth) {
  /** How it was planted. */
  enum Kind {
    /** Inside an incident, on its models: from the impact's begin on, or joining later. */
    INSIDE,
    /** The same fault hours away. */
    SHIFTED,
    /** At the same time on a model that the incident is not about. */
    OTHER_MODEL,
    /** While only other products have an incident. */
    OTHER_PRODUCT,
    /** At the same time on the same model, but the errors come from between. */
    OWN_NETWORK,
    /** At the same time on the same model, but it is one's own key that is refused. */
    OWN_KEY
  }

  boolean is() {
    return kind == Kind.INSIDE;
  }
}
