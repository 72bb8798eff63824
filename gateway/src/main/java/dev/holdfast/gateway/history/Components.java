package dev.holdfast.gateway.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.upstream.Component;
import java.util.ArrayList;
import java.util.List;

/** Components of the status page as JSON, in one column. */
final class Components {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Components() {}

  static String write(List<Component> components) {
    ArrayNode all = JSON.createArrayNode();
    for (Component one : components) {
      all.addObject()
          .put("id", one.id())
          .put("name", one.name())
          .put("status", one.status().slug());
    }
    return all.toString();
  }

  /** Whatever else is there reads as none: a column that was changed by hand breaks no page. */
  static List<Component> read(String json) {
    List<Component> components = new ArrayList<>();
    try {
      for (JsonNode one : JSON.readTree(json)) {
        Component.Status status =
            IncidentRows.constant(
                Component.Status.values(), one.path("status").asText(), Component.Status.UNKNOWN);
        components.add(new Component(one.path("id").asText(), one.path("name").asText(), status));
      }
    } catch (JsonProcessingException e) {
      return List.of();
    }
    return components;
  }
}
