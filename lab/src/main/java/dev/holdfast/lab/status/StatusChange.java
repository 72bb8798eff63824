package dev.holdfast.lab.status;

import java.util.List;
import java.util.Map;

/**
 * What shall be different on the page from some moment on.
 *
 * @param components new states by short word, id or name; others stay as they are
 * @param incidents new ones, or more about known ones
 */
public record StatusChange(Map<String, String> components, List<IncidentChange> incidents) {
  public StatusChange {
    components = Map.copyOf(components);
    incidents = List.copyOf(incidents);
  }

  /** One component takes a new state: {@code component("api", "major_outage")}. */
  public static StatusChange component(String name, String state) {
    return new StatusChange(Map.of(name, state), List.of());
  }

  /** An incident is posted or goes on. */
  public static StatusChange incident(IncidentChange incident) {
    return new StatusChange(Map.of(), List.of(incident));
  }
}
