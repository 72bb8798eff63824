package dev.holdfast.gateway.dashboard;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Component.Status;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Story.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a component was posted as not operational. Overlapping incidents count once. */
final class Outages {
  private final List<Span> spans = new ArrayList<>();

  /** A time with one status. */
  record Span(Instant from, Instant to, Status status) {}

  /**
   * Those of one component.
   *
   * @param id the component's
   * @param now the end of what goes on
   */
  Outages(String id, Collection<Incident> incidents, Instant now) {
    for (Incident incident : incidents) {
      if (incident.impact() != Impact.NONE && incident.impact() != Impact.MAINTENANCE) {
        add(id, incident, now);
      }
    }
  }

  private void add(String id, Incident incident, Instant now) {
    Instant created = incident.course().created();
    boolean listed = incident.components().stream().anyMatch(one -> one.id().equals(id));
    if (created == null) {
      return;
    }
    Instant resolved = incident.course().resolved();
    Instant end = resolved == null ? now : resolved;
    Status status = listed && !tells(id, incident) ? meant(incident.impact()) : null;
    Instant from = created;
    List<Update> newestFirst = incident.story().updates();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      Update update = newestFirst.get(i);
      Status next = set(id, update);
      if (next != null && update.at() != null) {
        span(from, update.at(), status);
        from = update.at();
        status = next;
      }
    }
    span(from, end, status);
  }

  /** Whether any post says how the component does; otherwise the impact has to do. */
  private static boolean tells(String id, Incident incident) {
    return incident.story().updates().stream()
        .anyMatch(update -> update.at() != null && set(id, update) != null);
  }

  private static @Nullable Status set(String id, Update update) {
    return update.affected().stream()
        .filter(one -> one.id().equals(id))
        .map(Component::status)
        .findFirst()
        .orElse(null);
  }

  private static Status meant(Impact impact) {
    return switch (impact) {
      case MAJOR -> Status.PARTIAL_OUTAGE;
      case CRITICAL -> Status.MAJOR_OUTAGE;
      case NONE, MAINTENANCE, MINOR, UNKNOWN -> Status.DEGRADED_PERFORMANCE;
    };
  }

  private void span(Instant from, Instant to, @Nullable Status status) {
    if (status != null && status != Status.OPERATIONAL && from.isBefore(to)) {
      spans.add(new Span(from, to, status));
    }
  }

  /** The worst status of a time; operational if nothing was posted. */
  Status worst(Instant from, Instant to) {
    return spans.stream()
        .filter(span -> span.from().isBefore(to) && span.to().isAfter(from))
        .map(Span::status)
        .max(Comparator.comparingInt(Outages::weight))
        .orElse(Status.OPERATIONAL);
  }

  private static int weight(Status status) {
    return switch (status) {
      case OPERATIONAL -> 0;
      case UNDER_MAINTENANCE -> 1;
      case UNKNOWN, DEGRADED_PERFORMANCE -> 2;
      case PARTIAL_OUTAGE -> 3;
      case MAJOR_OUTAGE -> 4;
    };
  }

  /** How long it was not operational: the union of all spans within a time. */
  Duration within(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    Instant done = from;
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      Instant begin = span.from().isAfter(done) ? span.from() : done;
      Instant end = span.to().isBefore(to) ? span.to() : to;
      if (begin.isBefore(end)) {
        sum = sum.plus(Duration.between(begin, end));
        done = end;
      }
    }
    return sum;
  }
}
