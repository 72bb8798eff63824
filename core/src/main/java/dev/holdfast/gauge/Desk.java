package dev.holdfast.gauge;

import dev.holdfast.verdict.Origin;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The cells of one lane, found by their enums: nothing is made on the way. */
final class Desk {
  private final Lane lane;
  private final long since;
  private final Map<Measure, Map<Origin, Map<Code, Cell>>> cells = new EnumMap<>(Measure.class);
  private volatile long last;
  private volatile long looked = Long.MIN_VALUE;

  Desk(Lane lane, long since) {
    this.lane = lane;
    this.since = since;
    this.last = since;
    for (Measure measure : Measure.values()) {
      Map<Origin, Map<Code, Cell>> origins = new EnumMap<>(Origin.class);
      for (Origin origin : Origin.values()) {
        origins.put(origin, new ConcurrentHashMap<>());
      }
      cells.put(measure, origins);
    }
  }

  Lane lane() {
    return lane;
  }

  /** The second of its first event. */
  long since() {
    return since;
  }

  /** The second of its last event. */
  long last() {
    return last;
  }

  /** Something happens here. Written once a second at most: all loops share this word. */
  void touch(long second) {
    if (last < second) {
      last = second;
    }
  }

  /** Whether it is time to read what is not read every time. */
  boolean due(long second) {
    boolean due = looked < second - Cell.TEN;
    if (due) {
      looked = second;
    }
    return due;
  }

  @Nullable Cell cell(Measure measure, Code code, Origin origin) {
    return codes(measure, origin).get(code);
  }

  /** Remembers a cell, which may be another lane's if there was no room for one of its own. */
  void set(Measure measure, Code code, Origin origin, Cell cell) {
    codes(measure, origin).put(code, cell);
  }

  private Map<Code, Cell> codes(Measure measure, Origin origin) {
    return Objects.requireNonNull(Objects.requireNonNull(cells.get(measure)).get(origin));
  }
}
