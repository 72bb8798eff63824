package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for a share: one line for each priority, and nobody overtakes in his own. Nobody is
 * woken either: each was told its moment, which follows from what those before it will take.
 * Guarded by the cell's lock.
 */
final class Lines {
  /** Who is so late will not come any more; holding a place for it would hold up all others. */
  private static final long LATEST = 30_000_000;

  private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);

  /** How many wait in all lines together: mostly none, which is quickly told. */
  private int size;

  private static final class Line {
    private final List<Reservation> waiting = new ArrayList<>();
    private Cost total = Cost.NOTHING;
  }

  Lines() {
    for (Priority priority : Priority.values()) {
      lines.put(priority, new Line());
    }
  }

  private Line line(Priority priority) {
    return lines.getOrDefault(priority, new Line());
  }

  /** What all who go before it will take: more important ones, and those before it in its line. */
  Cost ahead(Reservation one) {
    if (size == 0) {
      return Cost.NOTHING;
    }
    Cost sum = Cost.NOTHING;
    for (Map.Entry<Priority, Line> line : lines.entrySet()) {
      if (line.getKey() == one.priority()) {
        return sum.plus(before(one, line.getValue()));
      }
      sum = sum.plus(line.getValue().total);
    }
    return sum;
  }

  /** Whoever comes in time is first in its line: there is nothing to add up. */
  private static Cost before(Reservation one, Line line) {
    if (!one.waiting()) {
      return line.total;
    }
    Cost sum = Cost.NOTHING;
    for (Reservation other : line.waiting) {
      if (other == one) {
        return sum;
      }
      sum = sum.plus(other.cost());
    }
    return sum;
  }

  /** When the one before it was told to go; the beginning of time if there is none. */
  long toldBefore(Reservation one) {
    List<Reservation> waiting = line(one.priority()).waiting;
    int at = one.waiting() ? waiting.indexOf(one) : waiting.size();
    return at == 0 ? Long.MIN_VALUE : waiting.get(at - 1).told();
  }

  /** Puts it into its line, if it does not stand there already, and tells it its moment. */
  void add(Reservation one, long when) {
    Line line = line(one.priority());
    if (!one.waiting()) {
      line.waiting.add(one);
      line.total = line.total.plus(one.cost());
      one.waits(true);
      size++;
    }
    one.tell(when);
    // Whoever stands behind will hear of it when it comes; nobody may slip in between until then.
    List<Reservation> waiting = line.waiting;
    int at = waiting.indexOf(one) + 1;
    while (at < waiting.size() && waiting.get(at).told() < when) {
      waiting.get(at++).tell(when);
    }
  }

  void remove(Reservation one) {
    if (one.waiting()) {
      Line line = line(one.priority());
      line.waiting.remove(one);
      line.total = line.total.minus(one.cost());
      one.waits(false);
      size--;
    }
  }

  /** Gives up on those who were to come long ago. */
  void expire(long now) {
    if (size == 0) {
      return;
    }
    for (Line line : lines.values()) {
      while (!line.waiting.isEmpty() && line.waiting.get(0).told() + LATEST < now) {
        remove(line.waiting.get(0));
      }
    }
  }

  int size() {
    return size;
  }
}
