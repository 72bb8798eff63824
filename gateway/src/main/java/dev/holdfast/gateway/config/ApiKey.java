package dev.holdfast.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A key of the gateway's own.
 *
 * @param alias the name it is shown under; the key itself never is
 * @param value the key; null if it is in the file
 * @param file holds the key and nothing else, and may be replaced while the gateway runs; null if
 *     the value was given
 */
public record ApiKey(String alias, @Nullable String value, @Nullable Path file) {
  /** Shows no secret. */
  @Override
  public String toString() {
    return "key " + alias;
  }
}
