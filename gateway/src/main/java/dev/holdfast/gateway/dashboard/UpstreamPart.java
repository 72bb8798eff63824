package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.watch.CanaryNews;
import dev.holdfast.situation.IncidentMatch;
import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.LocalFault;
import dev.holdfast.situation.Signals;
import dev.holdfast.upstream.Freshness;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.ModelName;
import dev.holdfast.upstream.Story.Update;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Anthropic says: the light, scoped to the models in use, and the open incidents. */
final class UpstreamPart implements Part {
  private static final String PAGE = "status.claude.com";
  private static final int MOST = 5;

  @Override
  public String id() {
    return "upstream";
  }

  @Override
  public void write(Html to, Moment moment) {
    light(to, moment);
    canary(to, moment);
    List<IncidentMatch> incidents = moment.situation().signals().page().incidents();
    incidents.stream().limit(MOST).forEach(match -> card(to, match, moment));
    if (incidents.size() > MOST) {
      to.open("p", "class", "more")
          .put("a", (incidents.size() - MOST) + " more", "href", "/incidents")
          .close();
    }
  }

  private static void light(Html to, Moment moment) {
    Signals signals = moment.situation().signals();
    UpstreamStatus status = moment.picture().survey().status();
    Freshness freshness = status.freshness(moment.now());
    to.open("div", "class", "light");
    Face.of(signals.page().indicator()).chip(to, signals.page().indicator().slug());
    to.open("span", "class", "component").text("Claude API ");
    if (freshness == Freshness.FRESH) {
      to.put("b", status.status().slug().replace('_', ' '));
    } else if (freshness == Freshness.STALE) {
      to.put("s", status.status().slug().replace('_', ' ')).text(" stale");
    } else {
      to.put("b", "unknown");
    }
    to.close();
    if (freshness == Freshness.FRESH) {
      to.put("span", scope(moment), "class", "scope");
    }
    trouble(to, status);
    to.close();
  }

  private static void trouble(Html to, UpstreamStatus status) {
    String trouble = status.look().trouble();
    if (status.look().host().isEmpty()) {
      to.put(
          "p",
          "No status page is read. Name one under status-page in the configuration to tell known"
              + " incidents from your own faults.",
          "class",
          "empty");
    } else if (trouble != null) {
      to.put(
          "p",
          "The status page cannot be read: " + trouble + ". Check DNS, proxy and egress.",
          "class",
          "trouble");
    }
  }

  private static void canary(Html to, Moment moment) {
    CanaryNews canary = moment.gear().canary();
    if (canary != null) {
      to.open("p", "class", "when").text("Canary: " + canary.words() + ", ");
      Times.ago(to, canary.at(), moment.now());
      to.text(" (no calls to judge by)").close();
    }
  }

  /** How much of one's own traffic goes to the models that are posted about. */
  private static String scope(Moment moment) {
    Signals signals = moment.situation().signals();
    List<Incident> posted =
        signals.page().incidents().stream()
            .filter(IncidentMatch::concernsApi)
            .map(IncidentMatch::incident)
            .toList();
    if (posted.isEmpty()) {
      return "no open incident on the API";
    }
    var lately = moment.picture().survey().gauges().over(Duration.ofHours(1));
    long all = lately.attempts();
    long hit =
        lately.sum(series ->
            series.attempt()
                && posted.stream()
                    .anyMatch(one -> one.story().scope().touches(series.lane().model())));
    return all == 0
        ? "no traffic of yours to compare"
        : "may affect %d %% of your traffic of the last hour"
            .formatted(Math.round(100.0 * hit / all));
  }

  private static void card(Html to, IncidentMatch match, Moment moment) {
    Incident incident = match.incident();
    to.open("article", "class", "card " + match.strength().slug());
    to.open("h3");
    link(to, moment, incident);
    to.close();
    to.open("p", "class", "tags");
    to.put("span", incident.course().status().slug(), "class", "tag state");
    to.put("span", incident.impact().slug() + " impact", "class", "tag");
    to.put("span", models(incident), "class", "tag");
    to.put("span", relation(match, moment), "class", "tag " + match.strength().slug());
    to.close();
    Update latest = incident.story().updates().stream().findFirst().orElse(null);
    if (latest != null) {
      to.put("p", latest.body(), "class", "update");
    }
    to.open("p", "class", "when");
    when(to, match, latest, moment);
    to.close();
    why(to, match);
    PinButtons.write(to, match, moment.situation().signals().local().fault() != null);
    to.close();
  }

  private static void link(Html to, Moment moment, Incident incident) {
    boolean known =
        moment.picture().survey().status().look().host().equals(PAGE)
            && incident.id().matches("[a-z0-9]{1,40}");
    if (known) {
      String href = "https://" + PAGE + "/incidents/" + incident.id();
      to.put("a", incident.name(), "href", href, "rel", "noreferrer noopener", "target", "_blank");
    } else {
      to.text(incident.name());
    }
  }

  private static String models(Incident incident) {
    if (incident.story().scope().named().isEmpty()) {
      return incident.story().scope().everything() ? "several models" : "no model named";
    }
    return incident.story().scope().named().stream()
        .map(ModelName::toString)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static String relation(IncidentMatch match, Moment moment) {
    if (moment.situation().signals().local().fault() == null) {
      return match.concernsApi() ? "nothing fails here" : "not about the API";
    }
    return switch (match.strength()) {
      case YES -> "matches what fails here";
      case POSSIBLE -> "may be what fails here";
      case NO -> "not what fails here";
    };
  }

  private static void when(Html to, IncidentMatch match, @Nullable Update latest, Moment moment) {
    Instant created = match.incident().course().created();
    if (created != null) {
      to.text("posted ");
      Times.at(to, created, moment.now());
      to.text(", ");
      Times.ago(to, created, moment.now());
    }
    if (latest != null && latest.at() != null && !latest.at().equals(created)) {
      to.text(" · last update ");
      Times.ago(to, latest.at(), moment.now());
    }
    LocalFault fault = moment.situation().signals().local().fault();
    if (created != null && fault != null && match.strength() == Strength.YES) {
      long minutes = Duration.between(fault.onset(), created).toMinutes();
      to.text(" · ");
      to.put("b", lead(minutes));
    }
  }

  /** Measured, never promised: some incidents are posted before anything fails here. */
  static String lead(long minutes) {
    if (minutes == 0) {
      return "posted in the minute of your first errors";
    }
    return "posted %d min %s your first errors"
        .formatted(Math.abs(minutes), minutes > 0 ? "after" : "before");
  }

  private static void why(Html to, IncidentMatch match) {
    if (match.reasons().isEmpty()) {
      return;
    }
    to.open("details", "id", "why-" + match.incident().id());
    to.put("summary", "Why: %d points".formatted(match.score()));
    to.open("ul");
    match.reasons().forEach(reason -> to.put("li", reason));
    to.close().close();
  }
}
