package dev.holdfast.situation;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Incident.Status;
import dev.holdfast.upstream.Scope.Reach;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weighs one incident against what fails here. The points are a table, each with its reason; they
 * were chosen on the page's history (docs/situation.md has the back-test).
 */
final class Evidence {
  private static final int UNLISTED_CAP = 2;
  private static final int ABANDONED_CAP = 4;

  /** However well the rest fits, what contradicts leaves it possible at most. */
  private static final int CONTRADICTED_CAP = 5;

  /** The first post comes a median 13 min after the impact began, one in ten after 36 min. */
  private static final Duration EARLY = Duration.ofMinutes(60);

  private static final Duration LATE = Duration.ofMinutes(30);
  private static final Duration NEAR = Duration.ofMinutes(60);
  private static final Duration OLD = Duration.ofHours(24);
  private static final Duration SILENT = Duration.ofHours(6);

  /** Symptoms that are rare, and so say more than "errors". */
  private static final Set<Symptom> TELLING =
      EnumSet.of(Symptom.AUTH, Symptom.QUOTA, Symptom.MODEL_GONE);

  private static final Set<Symptom> TROUBLE = EnumSet.of(Symptom.ERRORS, Symptom.SLOW);

  private final Incident incident;
  private final Story story;
  private final LocalFault fault;
  private final List<String> reasons = new ArrayList<>();
  private int points;
  private int cap = Integer.MAX_VALUE;

  Evidence(Incident incident, Component.Status api, LocalFault fault, Instant now) {
    this.incident = incident;
    this.story = incident.story();
    this.fault = fault;
    components(api);
    models();
    symptoms();
    status();
    origin();
    Instant created = incident.course().created();
    if (created != null) {
      time(created);
      age(created, now);
    }
  }

  int score() {
    return Math.min(points, cap);
  }

  List<String> reasons() {
    return reasons;
  }

  private void add(int more, String reason) {
    points += more;
    reasons.add("%+d %s".formatted(more, reason));
  }

  private void cap(int most, String reason) {
    cap = Math.min(cap, most);
    reasons.add("at most %d: %s".formatted(most, reason));
  }

  private void components(Component.Status api) {
    boolean others = story.aboutOthersOnly();
    boolean works = incident.api(api) == Component.Status.OPERATIONAL;
    if (incident.listsApi() && others && works) {
      cap(UNLISTED_CAP, "lists an API that works, and speaks of other products");
    } else if (incident.listsApi()) {
      add(2, "lists the API");
    } else if (!incident.components().isEmpty()) {
      cap(UNLISTED_CAP, "does not list the API");
    } else if (others) {
      cap(UNLISTED_CAP, "speaks of other products only");
    } else if (story.namesApi() || !story.scope().named().isEmpty()) {
      add(1, "names the API or a model");
    }
  }

  private void models() {
    Set<Reach> reaches = EnumSet.noneOf(Reach.class);
    String named = "";
    for (String family : fault.families()) {
      Reach reach = story.scope().reach(family);
      reaches.add(reach);
      named = reach == Reach.NAMED ? family : named;
    }
    if (reaches.contains(Reach.NAMED)) {
      add(3, "names " + named + ", which fails here");
    } else if (reaches.isEmpty() || reaches.contains(Reach.UNSAID)) {
      add(1, "names no model");
    } else if (reaches.contains(Reach.EVERYTHING)) {
      add(1, "speaks of several models");
    } else {
      add(-4, "is about other models");
    }
  }

  private void symptoms() {
    EnumSet<Symptom> common = EnumSet.noneOf(Symptom.class);
    common.addAll(fault.symptoms());
    common.retainAll(story.symptoms());
    if (common.contains(Symptom.MODEL_GONE) && !namesFailing(story)) {
      common.remove(Symptom.MODEL_GONE);
    }
    if (common.stream().anyMatch(TELLING::contains)) {
      add(3, "tells the same rare symptom");
    } else if (!common.isEmpty()) {
      add(2, "tells the same symptom");
    } else if (contradicts()) {
      add(-2, "tells another symptom");
      cap(CONTRADICTED_CAP, "another symptom");
    }
  }

  /** Errors and slowness come together, in the upstream and in how it is posted. */
  private boolean contradicts() {
    boolean silent = story.symptoms().isEmpty() || fault.symptoms().isEmpty();
    boolean both =
        !Collections.disjoint(story.symptoms(), TROUBLE)
            && !Collections.disjoint(fault.symptoms(), TROUBLE);
    return !silent && !both;
  }

  private boolean namesFailing(Story told) {
    return fault.families().stream().anyMatch(family -> told.scope().reach(family) == Reach.NAMED);
  }

  private void status() {
    if (incident.course().status().failing()) {
      add(1, "goes on");
    }
  }

  private void origin() {
    if (fault.mostlyBetween()) {
      add(-4, "the errors come from between here and Anthropic");
      cap(CONTRADICTED_CAP, "a fault of the way there");
    }
  }

  private void time(Instant created) {
    Duration late = Duration.between(created, fault.onset());
    if (late.compareTo(EARLY.negated()) >= 0 && late.compareTo(LATE) <= 0) {
      add(2, lag(late));
    } else if (late.compareTo(LATE) > 0 && widenedNear()) {
      add(1, "was widened about when errors began here");
    }
    Instant monitoring = watchedSince();
    if (monitoring != null && fault.onset().isAfter(monitoring)) {
      add(-1, "was being watched already when errors began here");
    }
  }

  private static String lag(Duration late) {
    return late.isNegative()
        ? "posted " + Phrases.span(late.negated()) + " after your first errors"
        : "your first errors came " + Phrases.span(late) + " after the post";
  }

  /** Whether a post near the onset took the failing model in, or said that it is not over. */
  private boolean widenedNear() {
    List<Update> updates = story.updates();
    for (int i = 0; i < updates.size() - 1; i++) {
      Update update = updates.get(i);
      Story before = new Story(story.title(), updates.subList(i + 1, updates.size()));
      Story with = new Story(story.title(), updates.subList(i, updates.size()));
      boolean again = update.status().failing() && updates.get(i + 1).status() == Status.MONITORING;
      boolean newly = namesFailing(with) && !namesFailing(before);
      if (near(update) && (again || newly)) {
        return true;
      }
    }
    return false;
  }

  private boolean near(Update update) {
    Instant at = update.at();
    return at != null && Duration.between(at, fault.onset()).abs().compareTo(NEAR) <= 0;
  }

  /** Since when a fix is said to be in; null if it is not, or no longer. */
  private @Nullable Instant watchedSince() {
    Instant since = null;
    for (Update update : story.updates()) {
      if (update.status() != Status.MONITORING) {
        break;
      }
      since = update.at();
    }
    return since;
  }

  private void age(Instant created, Instant now) {
    Instant latest = story.updates().isEmpty() ? null : story.updates().get(0).at();
    Instant heard = latest == null ? created : latest;
    if (now.isAfter(created.plus(OLD)) && now.isAfter(heard.plus(SILENT))) {
      cap(ABANDONED_CAP, "a day old, and silent for hours");
    }
  }
}
