package dev.holdfast.lab.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.spec.Fields;
import dev.holdfast.lab.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads status changes as people write them in JSON or YAML; strict, to catch slips. */
public final class StatusReader {
  private static final List<String> IMPACTS =
      List.of("none", "minor", "major", "critical", "maintenance");
  private static final List<String> STATUSES =
      List.of("investigating", "identified", "monitoring", "resolved", "postmortem");

  private StatusReader() {}

  /** Reads {@code {"components": {"api": "major_outage"}, "incidents": […]}}. */
  public static StatusChange read(JsonNode node) {
    Fields fields = new Fields("status", node, List.of("components", "incidents"));
    List<IncidentChange> incidents = new ArrayList<>();
    fields.list("incidents").forEach(incident -> incidents.add(incident(incident)));
    return new StatusChange(components(fields), incidents);
  }

  private static Map<String, String> components(Fields fields) {
    Map<String, String> components = new LinkedHashMap<>();
    fields
        .object("components")
        .forEach((name, state) ->
            components.put(
                known("component", name), oneOf("state", state.asText(), Component.STATES)));
    return components;
  }

  private static IncidentChange incident(JsonNode node) {
    Fields fields =
        new Fields(
            "incident", node, List.of("id", "name", "impact", "components", "updates", "ago"));
    List<IncidentUpdate> updates = new ArrayList<>();
    fields.list("updates").forEach(update -> updates.add(update(update)));
    List<String> components = new ArrayList<>();
    fields.list("components").forEach(c -> components.add(known("component", c.asText())));
    String name = fields.text("name", "Elevated errors");
    return new IncidentChange(
        fields.text("id", "lab" + Integer.toHexString(name.hashCode())),
        name,
        oneOf("impact", fields.text("impact", "major"), IMPACTS),
        components,
        updates.isEmpty() ? List.of(firstPost(fields)) : updates,
        fields.span("ago", Duration.ZERO));
  }

  private static IncidentUpdate firstPost(Fields incident) {
    String body = "We are investigating this issue.";
    return new IncidentUpdate("investigating", body, incident.span("ago", Duration.ZERO));
  }

  private static IncidentUpdate update(JsonNode node) {
    Fields fields = new Fields("update", node, List.of("status", "body", "ago"));
    return new IncidentUpdate(
        oneOf("status", fields.text("status", "investigating"), STATUSES),
        fields.text("body", ""),
        fields.span("ago", Duration.ZERO));
  }

  private static String known(String what, String name) {
    return Component.named(name)
        .orElseThrow(() -> SpecException.unknown(what, name, Component.words()))
        .word();
  }

  private static String oneOf(String what, String word, List<String> valid) {
    if (!valid.contains(word)) {
      throw SpecException.unknown(what, word, valid);
    }
    return word;
  }
}
