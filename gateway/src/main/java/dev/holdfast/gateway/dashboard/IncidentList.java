package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.history.Incidents.Kept;
import dev.holdfast.tale.Spoken;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Story.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Incidents one after the other, each with its updates. */
final class IncidentList {
  private final Instant now;

  IncidentList(Instant now) {
    this.now = now;
  }

  void write(Html to, List<Kept> incidents) {
    incidents.forEach(kept -> one(to, kept));
  }

  private void one(Html to, Kept kept) {
    Incident incident = kept.incident();
    String matched = kept.matched() == null ? "" : kept.matched();
    boolean yes = matched.equals("yes");
    to.open("article", "class", yes ? "card yes" : "card");
    to.put("h3", incident.name());
    to.open("p", "class", "tags");
    to.put("span", incident.course().status().slug(), "class", "tag state");
    to.put("span", incident.impact().slug() + " impact", "class", "tag");
    if (!matched.isEmpty()) {
      to.put("span", yes ? "your calls failed with it" : "match: " + matched, "class", "tag");
    }
    to.close();
    when(to, kept);
    updates(to, incident);
    to.close();
  }

  private void when(Html to, Kept kept) {
    Instant created = kept.incident().course().created();
    Instant resolved = kept.incident().course().resolved();
    to.open("p", "class", "when");
    if (created != null) {
      to.text("posted ");
      Times.at(to, created, now);
      to.text(
          resolved == null
              ? ", not resolved"
              : ", resolved after " + Spoken.of(Duration.between(created, resolved)));
      if (kept.onset() != null) {
        long minutes = Duration.between(kept.onset(), created).toMinutes();
        to.text(" · ").put("b", UpstreamPart.lead(minutes));
      }
    }
    String components =
        kept.incident().components().stream()
            .map(Component::name)
            .collect(Collectors.joining(", "));
    to.text(components.isEmpty() ? "" : " · " + components).close();
  }

  private void updates(Html to, Incident incident) {
    List<Update> updates = incident.story().updates();
    if (updates.isEmpty()) {
      return;
    }
    to.open("details")
        .put("summary", updates.size() + (updates.size() == 1 ? " update" : " updates"));
    to.open("ol", "class", "updates");
    for (Update update : updates) {
      to.open("li").put("b", update.status().slug()).text(" ");
      Instant at = update.at();
      if (at != null) {
        Times.at(to, at, now);
      }
      to.put("p", update.body(), "class", "update").close();
    }
    to.close().close();
  }
}
