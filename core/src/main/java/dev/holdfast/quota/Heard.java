package dev.holdfast.quota;

import dev.holdfast.reading.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt brought back, as a quota hears it.
 *
 * @param reading what its headers told
 * @param of what it was
 * @param usage what it used; null if not told
 * @param hint how long the upstream said to wait; null if it did not
 */
public record Heard(QuotaReading reading, Kind of, @Nullable Usage usage, @Nullable Duration hint) {

  /** What came back, by what it means for a quota. */
  public enum Kind {
    /** A good answer. */
    SUCCESS,
    /** The request was at fault: it ran no model. */
    REJECTED,
    /** A rate limit: 429. */
    LIMITED,
    /** A spend limit: people must lift it, and no waiting or pacing helps. */
    SPENT,
    /** The upstream failed, or no answer came. */
    FAILURE
  }
}
