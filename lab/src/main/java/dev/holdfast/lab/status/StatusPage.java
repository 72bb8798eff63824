package dev.holdfast.lab.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The page's state, a cell that any thread may change. Planned changes take effect when somebody
 * looks, dated to their own moment. One lock (this) guards it all.
 */
public final class StatusPage {
  private final Map<Component, String> states = new EnumMap<>(Component.class);
  private final List<PostedIncident> incidents = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final Instant since;
  private Instant updated;

  /** A page on which all is operational. */
  public StatusPage(Instant now) {
    this.since = now;
    this.updated = now;
  }

  /** Everything operational again, and no incident ever was. */
  public synchronized void reset(Instant now) {
    planned.clear();
    states.clear();
    incidents.clear();
    updated = now;
  }

  /** Makes a change at a moment, which may be yet to come. */
  public synchronized void plan(StatusChange change, Instant when) {
    planned.add(new Planned(when, change));
    planned.sort(Comparator.comparing(Planned::when));
  }

  public synchronized void change(StatusChange change, Instant now) {
    catchUp(now);
    apply(change, now);
  }

  /** The page as it stands, for rendering outside the lock. */
  synchronized View view(Instant now) {
    catchUp(now);
    Map<Component, String> all = new EnumMap<>(Component.class);
    for (Component component : Component.values()) {
      all.put(component, states.getOrDefault(component, "operational"));
    }
    return new View(all, List.copyOf(incidents), since, updated);
  }

  private void catchUp(Instant now) {
    while (!planned.isEmpty() && !planned.get(0).when().isAfter(now)) {
      Planned due = planned.remove(0);
      apply(due.change(), due.when());
    }
  }

  private void apply(StatusChange change, Instant now) {
    change.components().forEach(this::set);
    for (IncidentChange incident : change.incidents()) {
      post(incident, now);
    }
    updated = now;
  }

  private void set(String name, String state) {
    Component.named(name).ifPresent(component -> states.put(component, state));
  }

  private void post(IncidentChange change, Instant now) {
    for (int i = 0; i < incidents.size(); i++) {
      if (incidents.get(i).id().equals(change.id())) {
        incidents.set(i, incidents.get(i).with(change, now, states));
        return;
      }
    }
    incidents.add(
        0, PostedIncident.first(change, now, states)); // newest first, as the page lists them
  }

  /** A change and the moment it takes effect. */
  private record Planned(Instant when, StatusChange change) {}

  /** One moment of the page. */
  record View(
      Map<Component, String> states,
      List<PostedIncident> incidents,
      Instant since,
      Instant updated) {}
}
