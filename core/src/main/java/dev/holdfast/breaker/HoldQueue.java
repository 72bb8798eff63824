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
 * Who waits. The highest priority goes first, and in it the oldest. But of those in a hurry the
 * newest: the oldest has waited away the time for its answer, and a gate that let only such calls
 * through would never hear a success. Where both kinds wait they take turns, so that neither can
 * keep the gate from the other. Guarded by the breaker's lock.
 */
final class HoldQueue {
  private final int most;
  private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);

  /** Those of one priority, each kind by age. */
  private static final class Line {
    private final NavigableSet<Place> steady = byAge();
    private final NavigableSet<Place> hurried = byAge();
    private boolean turnOfHurried;

    private static NavigableSet<Place> byAge() {
      return new TreeSet<>(Comparator.comparingLong(Place::number));
    }

    private NavigableSet<Place> of(Place place) {
      return place.hurried() ? hurried : steady;
    }

    private int size() {
      return steady.size() + hurried.size();
    }

    private Place first() {
      boolean oldest = hurried.isEmpty() || (!turnOfHurried && !steady.isEmpty());
      return oldest ? steady.first() : hurried.last();
    }
  }

  /** At most {@code most} in each priority. */
  HoldQueue(int most) {
    this.most = most;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new Line());
    }
  }

  private Line line(Priority priority) {
    return Objects.requireNonNull(lines.get(priority));
  }

  /** Whether one more of this priority may wait; less important ones must leave room for others. */
  boolean hasRoom(Priority priority) {
    return line(priority).size() < most;
  }

  /** Takes a place in, if it is not in already; its age is that of its call's first wait. */
  void add(Place place) {
    line(place.priority()).of(place).add(place);
  }

  /** Takes out a place that gives up its turn, if it is in. */
  void remove(Place place) {
    line(place.priority()).of(place).remove(place);
  }

  /** Takes out a place that has got its turn. */
  void serve(Place place) {
    remove(place);
    line(place.priority()).turnOfHurried = !place.hurried();
  }

  /** Who is next; null if nobody waits. */
  @Nullable Place head() {
    for (Line line : lines.values()) {
      if (line.size() > 0) {
        return line.first();
      }
    }
    return null;
  }

  int size() {
    return lines.values().stream().mapToInt(Line::size).sum();
  }

  /** Empties the queue, the most important first. */
  List<Place> clear() {
    List<Place> all = new ArrayList<>();
    for (Line line : lines.values()) {
      all.addAll(line.steady);
      all.addAll(line.hurried);
      line.steady.clear();
      line.hurried.clear();
    }
    return all;
  }
}
