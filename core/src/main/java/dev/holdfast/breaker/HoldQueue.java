package dev.holdfast.breaker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits, the oldest of the highest priority first. Guarded by the breaker's lock. */
final class HoldQueue {
  private final int most;
  private final Map<Priority, Set<Place>> lines = new EnumMap<>(Priority.class);
  private int size;

  /** At most {@code most} in each priority. */
  HoldQueue(int most) {
    this.most = most;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new LinkedHashSet<>());
    }
  }

  private Set<Place> line(Priority priority) {
    return lines.getOrDefault(priority, new LinkedHashSet<>());
  }

  /** Whether one more of this priority may wait; less important ones must leave room for others. */
  boolean hasRoom(Priority priority) {
    return line(priority).size() < most;
  }

  void add(Place place) {
    if (line(place.priority()).add(place)) {
      size++;
    }
  }

  /** Takes a place out; false if it was not in. */
  boolean remove(Place place) {
    boolean was = line(place.priority()).remove(place);
    size -= was ? 1 : 0;
    return was;
  }

  /** Who is next; null if nobody waits. */
  @Nullable Place head() {
    for (Set<Place> line : lines.values()) {
      if (!line.isEmpty()) {
        return line.iterator().next();
      }
    }
    return null;
  }

  int size() {
    return size;
  }

  /** Empties the queue, first to last. */
  List<Place> clear() {
    List<Place> all = new ArrayList<>(size);
    lines.values().forEach(all::addAll);
    lines.values().forEach(Set::clear);
    size = 0;
    return all;
  }
}
