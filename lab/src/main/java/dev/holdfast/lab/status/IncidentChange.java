package dev.holdfast.lab.status;

import java.time.Duration;
import java.util.List;

/**
 * A new incident, or more about one with the same id.
 *
 * @param id the short id on the page
 * @param impact {@code none|minor|major|critical|maintenance}
 * @param components short words, ids or names of those affected
 * @param updates oldest first; the last one's status is the incident's
 * @param ago how long before the change took effect it started
 */
public record IncidentChange(
    String id,
    String name,
    String impact,
    List<String> components,
    List<IncidentUpdate> updates,
    Duration ago) {

  public IncidentChange {
    components = List.copyOf(components);
    updates = List.copyOf(updates);
  }
}
