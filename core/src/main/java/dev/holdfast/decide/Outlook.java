package dev.holdfast.decide;

import java.time.Instant;

/**
 * What the status page says of a model. Read from memory: nothing is fetched on the way of a call.
 */
@FunctionalInterface
public interface Outlook {
  /** Nobody reads the status page. */
  Outlook UNKNOWN = (family, now) -> false;

  /**
   * Whether the page, read a moment ago, shows this model down. A stale or unreadable page is never
   * red.
   *
   * @param family the model family, {@code opus-5}
   */
  boolean red(String family, Instant now);
}
