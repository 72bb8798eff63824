package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.HistoryOff;
import dev.holdfast.gateway.history.Incidents;
import dev.holdfast.gateway.history.Incidents.Kept;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Incident.Course;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents out of the history, completed by what the status page shows at present. */
final class Archive {
  private final History history;
  private final Incidents incidents;

  Archive(History history, Incidents incidents) {
    this.history = history;
    this.incidents = incidents;
  }

  /**
   * Some incidents.
   *
   * @param all newest first
   * @param trouble why the history is not among them; null if it is
   */
  record Found(List<Kept> all, @Nullable String trouble) {
    List<Incident> incidents() {
      return all.stream().map(Kept::incident).toList();
    }
  }

  /** All that went on at some time between two moments. Waits for the database. */
  Found between(Instant from, Instant to, UpstreamStatus status) {
    Map<String, Kept> found = new LinkedHashMap<>();
    String trouble = null;
    try {
      if (history.wanted()) {
        incidents.between(from, to).forEach(kept -> found.put(kept.incident().id(), kept));
      } else {
        trouble = "none is wanted";
      }
    } catch (HistoryOff off) {
      trouble = String.valueOf(off.getMessage());
    }
    List<Incident> live = new ArrayList<>(status.open());
    live.addAll(status.closed());
    live.stream()
        .filter(one -> within(one, from, to))
        .forEach(one -> found.merge(one.id(), new Kept(one, null, null), Archive::newer));
    List<Kept> all = new ArrayList<>(found.values());
    all.sort(Comparator.comparing(Archive::posted).reversed());
    return new Found(List.copyOf(all), trouble);
  }

  /** What was open at a moment, as far as it was posted by then. Waits for the database. */
  Found at(Instant at) throws HistoryOff {
    List<Kept> open =
        incidents.between(at, at.plusMillis(1)).stream().map(kept -> then(kept, at)).toList();
    return new Found(open, null);
  }

  private static Kept then(Kept kept, Instant at) {
    Incident whole = kept.incident();
    List<Update> told =
        whole.story().updates().stream()
            .filter(update -> update.at() != null && !update.at().isAfter(at))
            .toList();
    Incident.Status status = told.isEmpty() ? Incident.Status.INVESTIGATING : told.get(0).status();
    Course course = new Course(status, whole.course().created(), null, null);
    Story story = new Story(whole.name(), told);
    return new Kept(
        new Incident(whole.id(), whole.impact(), course, whole.components(), story),
        kept.matched(),
        kept.onset());
  }

  /** What the page shows is newer; what was found out about our own calls stays. */
  private static Kept newer(Kept kept, Kept live) {
    return new Kept(live.incident(), kept.matched(), kept.onset());
  }

  private static boolean within(Incident incident, Instant from, Instant to) {
    Instant resolved = incident.course().resolved();
    return posted(new Kept(incident, null, null)).isBefore(to)
        && (incident.open() || resolved == null || resolved.isAfter(from));
  }

  private static Instant posted(Kept kept) {
    Instant created = kept.incident().course().created();
    return created == null ? Instant.EPOCH : created;
  }
}
