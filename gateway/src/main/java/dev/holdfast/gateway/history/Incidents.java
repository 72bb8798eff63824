package dev.holdfast.gateway.history;

import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusReader;
import dev.holdfast.upstream.Story.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The archive of incidents: all that the status page ever showed us, with every update. */
public final class Incidents {
  private static final int MOST = 1_000;

  private final History history;
  private final Map<String, Face> taken =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Face> eldest) {
          return size() > MOST;
        }
      };

  /** The archive of a history. */
  public Incidents(History history) {
    this.history = history;
  }

  /** What tells whether an incident has changed. */
  private record Face(
      String name, String impact, Incident.Course course, List<Update> updates, int components) {
    static Face of(Incident incident) {
      return new Face(
          incident.name(),
          incident.impact().slug(),
          incident.course(),
          incident.story().updates(),
          incident.components().hashCode());
    }
  }

  /**
   * Takes what the page shows. Updates of the last day that are new go into the feed too. Never
   * waits.
   *
   * @param now older updates are no news
   */
  public void take(List<Incident> incidents, Instant now) {
    for (Incident incident : incidents) {
      if (fresh(incident)) {
        List<Long> numbers = new ArrayList<>();
        incident.story().updates().forEach(update -> numbers.add(history.number()));
        history.later(
            (handle, run) -> IncidentRows.write(handle, incident, new News(run, numbers, now)));
      }
    }
  }

  /**
   * What becomes of updates in the feed.
   *
   * @param numbers one for each update
   */
  record News(long run, List<Long> numbers, Instant now) {}

  private boolean fresh(Incident incident) {
    if (incident.id().isEmpty()) {
      return false;
    }
    Face face = Face.of(incident);
    synchronized (taken) {
      return !Objects.equals(taken.put(incident.id(), face), face);
    }
  }

  /**
   * Takes a whole {@code incidents.json}, so that there is a past from the first day on.
   *
   * @return how many incidents it has; 0 if it cannot be read
   */
  public int backfill(byte[] json, Instant now) {
    if (!(StatusReader.read(json) instanceof Page page)) {
      return 0;
    }
    take(page.incidents(), now);
    return page.incidents().size();
  }

  /**
   * Whether an incident is what our own calls suffer from. The first onset stays.
   *
   * @param matched {@code yes}, {@code possible} or {@code no}
   * @param onset when our own errors began; null if unknown
   */
  public void matched(String id, String matched, @Nullable Instant onset) {
    history.later((handle, run) -> IncidentRows.match(handle, id, matched, onset));
  }

  /**
   * An incident as it is kept.
   *
   * @param matched whether our own calls suffered from it; null if nobody said
   * @param onset when our own errors began; null if they did not
   */
  public record Kept(Incident incident, @Nullable String matched, @Nullable Instant onset) {}

  /**
   * A page of the archive, newest first.
   *
   * @param before only those that were posted before
   */
  public List<Kept> page(Instant before, int most) throws HistoryOff {
    long edge = before.toEpochMilli();
    return history.read(handle ->
        IncidentRows.read(
            handle,
            handle
                .createQuery(
                    "SELECT * FROM incident WHERE created_at < :before"
                        + " ORDER BY created_at DESC LIMIT :most")
                .bind("before", edge)
                .bind("most", Math.min(most, MOST))));
  }

  /** All that went on at some time between two moments, newest first: what bars are drawn from. */
  public List<Kept> between(Instant from, Instant to) throws HistoryOff {
    return history.read(handle ->
        IncidentRows.read(
            handle,
            handle
                .createQuery(
                    "SELECT * FROM incident WHERE created_at < :to"
                        + " AND COALESCE(resolved_at, :to) > :from"
                        + " ORDER BY created_at DESC LIMIT :most")
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .bind("most", MOST)));
  }
}
