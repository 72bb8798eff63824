package dev.holdfast.situation.backtest;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Incident.Course;
import dev.holdfast.upstream.Incident.Status;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An incident of the past, and what is known about it by hindsight.
 *
 * @param incident as it stands in the archive
 * @param truth what it was about
 */
record Past(Incident incident, Truth truth) {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /**
   * What it was about, by hindsight, and not told by the code under test.
   *
   * @param about what it hit
   * @param titled the models of its title
   * @param told the models of its title and all its posts
   * @param everything whether it speaks of all or several models anywhere
   */
  record Truth(About about, Set<String> titled, Set<String> told, boolean everything) {
    /** The models to plant a fault on; empty if any will do. */
    Set<String> families() {
      return titled.isEmpty() ? told : titled;
    }

    /** Whether it may have hit a model. */
    boolean touches(String family) {
      return everything || told.isEmpty() || told.stream().anyMatch(one -> same(one, family));
    }

    /** A title may name a kind without its number. */
    private static boolean same(String one, String other) {
      return one.equals(other) || other.startsWith(one + "-") || one.startsWith(other + "-");
    }
  }

  /** What an incident hit. */
  enum About {
    /** The API was set to something else than operational. */
    API,
    /** The API was not even listed. */
    OTHERS,
    /** It cannot be told: nothing is planted on it, nor beside it. */
    UNCLEAR
  }

  Instant created() {
    return incident.course().created();
  }

  Instant resolved() {
    return incident.course().resolved();
  }

  /** When the API was operational again, else when a fix was said to be in, else the end. */
  Instant mended() {
    Instant told = toldMended();
    return told.isBefore(resolved()) ? told : resolved(); // some posts were written afterwards
  }

  private Instant toldMended() {
    boolean failed = false;
    for (int i = updates().size() - 1; i >= 0; i--) {
      Update update = updates().get(i);
      boolean fails = api(update).anyMatch(status -> status != Component.Status.OPERATIONAL);
      boolean works = api(update).anyMatch(status -> status == Component.Status.OPERATIONAL);
      if (failed && works) {
        return update.at();
      }
      failed |= fails;
    }
    return updates().stream()
        .filter(update -> update.status() == Status.MONITORING)
        .map(Update::at)
        .min(Instant::compareTo)
        .orElse(resolved());
  }

  /** When the API was first flagged. */
  Instant flagged() {
    return updates().stream()
        .filter(update -> api(update).anyMatch(status -> status != Component.Status.OPERATIONAL))
        .map(Update::at)
        .min(Instant::compareTo)
        .orElse(created());
  }

  private static Stream<Component.Status> api(Update update) {
    return update.affected().stream().filter(Component::isApi).map(Component::status);
  }

  private List<Update> updates() {
    return incident.story().updates();
  }

  /** Whether it can serve: some were posted when all was over, one went on for weeks. */
  boolean plain() {
    Instant created = created();
    if (created == null || resolved() == null) {
      return false;
    }
    Duration length = Duration.between(created, resolved());
    return length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0;
  }

  boolean openAt(Instant moment) {
    return created() != null
        && !moment.isBefore(created())
        && (resolved() == null || moment.isBefore(resolved()));
  }

  /** The incident as the page showed it at a moment. Titles are edited later; that is lost. */
  Incident asOf(Instant moment) {
    List<Update> told = updates().stream().filter(u -> !u.at().isAfter(moment)).toList();
    Status status = told.isEmpty() ? Status.INVESTIGATING : told.get(0).status();
    Course course = new Course(status, created(), null, null);
    Story story = new Story(incident.name(), told);
    return new Incident(incident.id(), incident.impact(), course, components(told, status), story);
  }

  /** Old archives do not say what a post did to a component: then it is told by the impact. */
  private List<Component> components(List<Update> told, Status status) {
    Map<String, Component> shown = new LinkedHashMap<>();
    for (int i = told.size() - 1; i >= 0; i--) {
      told.get(i).affected().forEach(component -> shown.put(component.id(), component));
    }
    if (updates().stream().allMatch(update -> update.affected().isEmpty())) {
      incident.components().forEach(one -> shown.put(one.id(), guessed(one, status)));
    }
    return List.copyOf(shown.values());
  }

  private Component guessed(Component one, Status status) {
    Component.Status guess =
        switch (incident.impact()) {
          case MAJOR, CRITICAL -> Component.Status.PARTIAL_OUTAGE;
          default -> Component.Status.DEGRADED_PERFORMANCE;
        };
    return new Component(
        one.id(), one.name(), status.failing() ? guess : Component.Status.OPERATIONAL);
  }
}
