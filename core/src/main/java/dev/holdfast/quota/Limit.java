package dev.holdfast.quota;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rate limit as an answer told of it.
 *
 * @param limit how much a minute allows, positive
 * @param remaining what is left, not negative; tokens are rounded to thousands; null if not told
 * @param resets when it is full again, in the header's own text: long after one request fits; null
 *     if not told
 */
public record Limit(long limit, @Nullable Long remaining, @Nullable String resets) {

  public Limit {
    if (limit <= 0 || (remaining != null && remaining < 0)) {
      throw new IllegalArgumentException("a limit is positive, what remains is not negative");
    }
  }

  /** When it is full again; null if that was not told or cannot be read. Read only when asked. */
  public @Nullable Instant reset() {
    try {
      return resets == null ? null : Instant.parse(resets.strip());
    } catch (DateTimeException notAnInstant) {
      return null;
    }
  }
}
