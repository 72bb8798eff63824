package dev.holdfast.gauge;

import dev.holdfast.outcome.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The credentials that the upstream accepted, at most 256. Only these get counts of their own:
 * anybody can send a made-up one.
 */
final class Credentials {
  private static final int MOST = 256;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Map<String, Credential> keys = new ConcurrentHashMap<>();

  boolean accepted(String key) {
    return keys.containsKey(key);
  }

  /** The upstream accepted a key. */
  void accept(String key, Instant at, Headers headers) {
    Credential before = keys.get(key);
    if (before == null || before.accepted().plus(FRESH).isBefore(at)) {
      String told = headers.first("anthropic-organization-id");
      String known = before == null ? null : before.organization();
      put(key, new Credential(at, told == null ? known : told));
    }
  }

  void put(String key, Credential credential) {
    if (keys.size() >= MOST && !keys.containsKey(key)) {
      keys.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().accepted()))
          .ifPresent(oldest -> keys.remove(oldest.getKey()));
    }
    keys.put(key, credential);
  }

  Map<String, Credential> known() {
    return Map.copyOf(keys);
  }
}
