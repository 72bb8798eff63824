package dev.holdfast.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

  /**
   * The upstream accepted a key.
   *
   * @param told whose it is, if the answer said so
   */
  void accept(String key, Instant at, @Nullable String told) {
    Credential before = keys.get(key);
    boolean news = told != null && before != null && before.organization() == null;
    if (before == null || news || before.accepted().plus(FRESH).isBefore(at)) {
      String known = before == null ? null : before.organization();
      put(key, new Credential(at, told == null ? known : told));
    }
  }

  /** Somebody else knows of a key. It does not take the place of what is newer. */
  void recall(String key, Credential credential) {
    Credential before = keys.get(key);
    boolean room = before != null || keys.size() < MOST;
    if (room && (before == null || before.accepted().isBefore(credential.accepted()))) {
      put(key, credential);
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
