package dev.holdfast.lab.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON or YAML object, read strictly: an unknown name is a complaint. */
public final class Fields {
  private final String what;
  private final JsonNode node;

  /** {@code what} names the object in complaints, {@code known} are the names it may have. */
  public Fields(String what, JsonNode node, List<String> known) {
    this.what = what;
    this.node = node;
    if (!node.isObject()) {
      throw new SpecException("%s: an object is expected, not %s".formatted(what, brief(node)));
    }
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw SpecException.unknown(what + " key", name, known);
          }
        });
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public @Nullable String text(String name) {
    JsonNode value = node.path(name);
    if (value.isContainerNode()) {
      throw wrong(name, "a text", value);
    }
    return has(name) ? value.asText() : null;
  }

  public String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  public @Nullable Duration span(String name) {
    String text = text(name);
    return text == null ? null : Spans.parse(name, text);
  }

  public Duration span(String name, Duration otherwise) {
    Duration span = span(name);
    return span == null ? otherwise : span;
  }

  /** A number from 0 to 1. */
  public double share(String name) {
    if (!has(name)) {
      return 1;
    }
    JsonNode value = node.path(name);
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
      throw wrong(name, "a number from 0 to 1", value);
    }
    return value.asDouble();
  }

  /** The elements of a list; a single value counts as a list of one. */
  public List<JsonNode> list(String name) {
    JsonNode value = node.path(name);
    if (!has(name)) {
      return List.of();
    }
    return value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of(value);
  }

  public Map<String, JsonNode> object(String name) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    JsonNode value = node.path(name);
    if (has(name) && !value.isObject()) {
      throw wrong(name, "an object", value);
    }
    value.forEachEntry(entries::put);
    return entries;
  }

  public JsonNode node(String name) {
    return node.path(name);
  }

  private SpecException wrong(String name, String expected, JsonNode value) {
    return new SpecException(
        "%s: '%s' must be %s, not %s".formatted(what, name, expected, brief(value)));
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
