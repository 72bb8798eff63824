package dev.holdfast.gateway.security;

import dev.holdfast.gateway.config.ApiKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys for the upstream at one moment.
 *
 * @param ring which are good
 * @param keys those for the upstream itself, not for a fallback, in the order they are tried
 */
public record OwnKeys(KeyRing ring, List<ApiKey> keys) {
  public OwnKeys {
    keys = List.copyOf(keys);
  }

  /** The alias of the first that is not resting; null if there is none. */
  public @Nullable String first(Instant now) {
    return keys.stream()
        .map(ApiKey::alias)
        .filter(alias -> ring.usable(alias, now))
        .findFirst()
        .orElse(null);
  }
}
