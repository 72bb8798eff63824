package dev.holdfast.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of keys as JSON Schema, for editors that complete and check YAML. */
public final class JsonSchema {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Map<String, Object> PLACEHOLDER =
      new TreeMap<>(Map.of("type", "string", "pattern", "\\$\\{"));

  private JsonSchema() {}

  /** The whole schema, with a line break at its end. */
  public static String text() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Holdfast gateway configuration (holdfast.yaml)");
    root.putAll(section(Keys.TABLE, ""));
    try {
      return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and strings can always be written", e);
    }
  }

  private static Map<String, Object> section(Table table, String path) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : table.below(path)) {
      String full = path.isEmpty() ? name : path + "." + name;
      properties.put(name, property(table, full));
    }
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("type", path.isEmpty() ? "object" : List.of("object", "null"));
    section.put("additionalProperties", false);
    section.put("properties", properties);
    return section;
  }

  private static Map<String, Object> property(Table table, String path) {
    Key<?> key = table.at(path);
    Table items = table.lists().get(path);
    if (items == null) {
      return key == null ? section(table, path) : leaf(table, key);
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", List.of("array", "null"));
    list.put("items", section(items, ""));
    return list;
  }

  private static Map<String, Object> leaf(Table table, Key<?> key) {
    List<Object> forms = new ArrayList<>();
    forms.add(new TreeMap<>(key.kind().schema()));
    if (!table.below(key.path()).isEmpty()) {
      forms.add(section(table, key.path()));
    }
    forms.add(PLACEHOLDER);
    if (key.fallback() == null) {
      forms.add(Map.of("type", "null"));
    }
    Map<String, Object> leaf = new LinkedHashMap<>();
    leaf.put("description", key.doc().replace("`", ""));
    if (key.fallback() != null) {
      leaf.put("default", plain(key.fallback()));
    }
    leaf.put("anyOf", forms);
    return leaf;
  }

  private static Object plain(String fallback) {
    if (fallback.matches("true|false")) {
      return Boolean.valueOf(fallback);
    }
    return fallback.matches("\\d+") ? Integer.valueOf(fallback) : fallback;
  }
}
