package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words and tool inputs that fill the lab's answers. */
final class Sample {
  private static final List<String> WORDS =
      List.of("All ", "is ", "calm ", "at ", "the ", "lab", ".");

  private Sample() {}

  /** Text in pieces: the sample sentence, repeated or cut, or pieces of one given size. */
  static List<String> pieces(AnswerSpec spec) {
    Integer events = spec.events();
    int count = events == null ? WORDS.size() : events;
    Integer bytes = spec.bytes();
    if (bytes != null) {
      return Collections.nCopies(count, "x".repeat(bytes));
    }
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      words.add(WORDS.get(i % WORDS.size()));
    }
    return words;
  }

  /** An input that satisfies the plain parts of a tool's schema: required properties, by type. */
  static ObjectNode input(@Nullable JsonNode tool) {
    return tool == null ? Json.object() : object(tool.path("input_schema"), 0);
  }

  private static ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      object.set(name, value(schema.path("properties").path(name), depth + 1));
    }
    return object;
  }

  private static JsonNode value(JsonNode schema, int depth) {
    JsonNode fixed = schema.path("enum").path(0);
    if (!fixed.isMissingNode()) {
      return fixed;
    }
    return switch (schema.path("type").asText("string")) {
      case "integer", "number" -> Json.object().numberNode(1);
      case "boolean" -> Json.object().booleanNode(true);
      case "array" -> Json.array();
      case "object" -> depth > 20 ? Json.object() : object(schema, depth);
      case "null" -> Json.object().nullNode();
      default -> Json.object().textNode("lab");
    };
  }
}
