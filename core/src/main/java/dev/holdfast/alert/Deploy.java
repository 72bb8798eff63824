package dev.holdfast.alert;

import java.time.Instant;

/**
 * A new version of a calling program went live.
 *
 * @param service the alias of its key; {@link #ANY} if all callers may be meant
 * @param version what it calls itself
 * @param at when
 */
public record Deploy(String service, String version, Instant at) {
  /** All callers. */
  public static final String ANY = "*";

  /** A deploy. */
  public Deploy {
    if (service.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException(
          "a deploy needs a service ('*' for any) and a version, not '"
              + service
              + "' and '"
              + version
              + "'");
    }
  }

  /** Whether calls with this key may come from it. */
  boolean concerns(String key) {
    return service.equals(ANY) || service.equals(key);
  }
}
