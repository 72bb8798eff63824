package dev.holdfast.gateway.history;

import dev.holdfast.gauge.Snapshot;
import java.time.Instant;

/** Where the counts of this process come from: they are kept there for a day. */
@FunctionalInterface
public interface Counts {
  /** All of them, up to a moment. */
  Snapshot at(Instant now);
}
