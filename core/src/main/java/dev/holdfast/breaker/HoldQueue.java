package dev.holdfast.breaker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, the oldest of the highest priority first. Guarded by the breaker's lock.
 *
 * <p>But each time that a caller who was let go has left before its answer came, the next turns go
 * to the newest: the oldest may have waited away the time for their answers, and a gate that lets
 * only such calls through never hears a success and never closes.
 */
final class HoldQueue {
  /** As many as a success pays for: fewer, and those who leave eat up what it paid. */
  private static final int TURNS = Gate.PAY;

  /** A storm of departures must not last. */
  private static final int MOST_TURNS = 50;

  private final int most;
  private final Map<Priority, NavigableSet<Place>> lines = new EnumMap<>(Priority.class);
  private int size;
  private int turnsOfNewest;

  /** At most {@code most} in each priority. */
  HoldQueue(int most) {
    this.most = most;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new TreeSet<>(Comparator.comparingLong(Place::number)));
    }
  }

  private NavigableSet<Place> line(Priority priority) {
    return Objects.requireNonNull(lines.get(priority));
  }

  /** Whether one more of this priority may wait; less important ones must leave room for others. */
  boolean hasRoom(Priority priority) {
    return line(priority).size() < most;
  }

  /** Takes a place in, if it is not in; its age is that of its call's first wait. */
  void add(Place place) {
    size += line(place.priority()).add(place) ? 1 : 0;
  }

  /** Takes a place out that gives up its turn, if it is in. */
  void remove(Place place) {
    size -= line(place.priority()).remove(place) ? 1 : 0;
  }

  /** Takes a place out that has got its turn. */
  void serve(Place place) {
    remove(place);
    turnsOfNewest = Math.max(0, turnsOfNewest - 1);
  }

  /** A caller who had got a turn left before its answer came. */
  void inVain() {
    turnsOfNewest = Math.min(MOST_TURNS, turnsOfNewest + TURNS);
  }

  /** Who is next; null if nobody waits. */
  @Nullable Place head() {
    for (NavigableSet<Place> line : lines.values()) {
      if (!line.isEmpty()) {
        return turnsOfNewest > 0 ? line.last() : line.first();
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
    lines.values().forEach(NavigableSet::clear);
    size = 0;
    turnsOfNewest = 0;
    return all;
  }
}
