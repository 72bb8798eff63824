package dev.holdfast.gauge;

import dev.holdfast.event.EndpointKey;
import dev.holdfast.verdict.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All cells, at most 500: callers choose models, keys and versions. What finds no room is counted
 * under its endpoint alone, with {@code other} for the rest, so that no failure goes unseen.
 */
final class Shelf {
  /** Room for series of their own; then for those of an endpoint; the last are at most 60. */
  private static final int OWN = 300;

  private static final int ENDPOINTS = 440;

  /** Room for what earlier lives counted: it takes none from what is counted now. */
  private static final int PAST = 256;

  private static final Lane REST = new Lane(Lane.OTHER, Lane.OTHER, Lane.OTHER, Lane.OTHER);

  private final String home;
  private final Map<Lane, Desk> desks = new ConcurrentHashMap<>();
  private final Map<Series, Cell> cells = new ConcurrentHashMap<>();
  private final Map<Series, Cell> past = new ConcurrentHashMap<>();

  Shelf(String home) {
    this.home = home;
  }

  /** The desk of a lane; the endpoint's common one if there is no room. */
  Desk desk(Lane lane, long second) {
    Desk known = desks.get(lane);
    if (known != null) {
      return known;
    }
    if (cells.size() < OWN && desks.size() < OWN) {
      return desks.computeIfAbsent(lane, fresh -> new Desk(fresh, second));
    }
    Lane common = desks.size() < ENDPOINTS ? lane.folded() : REST;
    return desks.computeIfAbsent(common, fresh -> new Desk(fresh, second));
  }

  String home() {
    return home;
  }

  /** The kind of a path, with its host before it unless it is the one the gauges are about. */
  String endpoint(EndpointKey key) {
    String kind = EndpointKey.KINDS.contains(key.path()) ? key.path() : Lane.OTHER;
    return key.upstream().equals(home) ? kind : host(key.upstream()) + kind;
  }

  private static String host(String upstream) {
    int scheme = upstream.indexOf("://");
    return scheme < 0 ? upstream : upstream.substring(scheme + 3);
  }

  /** The cell of a desk for what was not counted there before. */
  Cell cell(Desk desk, Measure measure, Code code, Origin origin) {
    Cell cell = cell(new Series(desk.lane(), measure, code, origin));
    desk.set(measure, code, origin, cell);
    return cell;
  }

  /** The cell of a series, or of the next coarser one that there is room for. */
  Cell cell(Series series) {
    Cell own = cells.get(series);
    if (own != null) {
      return own;
    }
    if (cells.size() < OWN) {
      return make(series);
    }
    Lane folded = series.lane().folded();
    Series common = new Series(folded, series.measure(), series.code(), series.origin());
    Series rest = new Series(REST, series.measure(), series.code(), Origin.PROVIDER);
    boolean room = cells.containsKey(common) || cells.size() < ENDPOINTS;
    return make(room ? common : rest);
  }

  private Cell make(Series series) {
    return cells.computeIfAbsent(series, Cell::new);
  }

  /** The cell for what earlier lives counted; null if there is no room for one more. */
  @Nullable Cell past(Series series) {
    boolean room = past.containsKey(series) || past.size() < PAST;
    return room ? past.computeIfAbsent(series, Cell::new) : null;
  }

  /** Makes room: forgets lanes of which nothing was heard for a day. True if it did. */
  boolean tidy(long second) {
    if (cells.size() < OWN && desks.size() < OWN) {
      return false;
    }
    List<Lane> idle = new ArrayList<>();
    desks.forEach((lane, desk) -> {
      if (desk.last() < second - Cell.DAY) {
        idle.add(lane);
      }
    });
    idle.forEach(desks::remove);
    return cells.keySet().removeIf(series -> idle.contains(series.lane()));
  }

  List<Strip> strips(long end) {
    List<Strip> strips = new ArrayList<>(cells.size() + past.size());
    cells.values().forEach(cell -> strips.add(cell.strip(end)));
    past.values().forEach(cell -> strips.add(cell.strip(end)));
    return strips;
  }

  Map<Lane, Long> lanes() {
    Map<Lane, Long> since = new HashMap<>();
    desks.forEach((lane, desk) -> since.put(lane, desk.since()));
    return since;
  }
}
