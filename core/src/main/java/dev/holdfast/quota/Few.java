package dev.holdfast.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that callers cannot fill up: when it is full the entry that was not used for the longest
 * time makes room, and if all are in use there is none. Looking up takes no lock.
 */
final class Few<K, V> {
  private static final int MOST = 256;

  /** What was used since then stays. */
  private static final Duration IN_USE = Duration.ofMinutes(10);

  private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();

  private static final class Entry<V> {
    private final V value;
    private volatile Instant used;

    Entry(V value, Instant used) {
      this.value = value;
      this.used = used;
    }

    Instant used() {
      return used;
    }
  }

  @Nullable V get(K key, Instant now) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    entry.used = now;
    return entry.value;
  }

  /** Adds or replaces; false if there is no room. */
  synchronized boolean put(K key, V value, Instant now) {
    if (entries.size() >= MOST && !entries.containsKey(key) && !makeRoom(now)) {
      return false;
    }
    entries.put(key, new Entry<>(value, now));
    return true;
  }

  private boolean makeRoom(Instant now) {
    return entries.entrySet().stream()
        .min(Comparator.comparing(entry -> entry.getValue().used()))
        .filter(oldest -> oldest.getValue().used().isBefore(now.minus(IN_USE)))
        .map(oldest -> entries.remove(oldest.getKey()) != null)
        .orElse(false);
  }

  void forEach(BiConsumer<K, V> viewer) {
    entries.forEach((key, entry) -> viewer.accept(key, entry.value));
  }
}
