package dev.holdfast.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the callers of one SDK see, without and with Holdfast, side by side. */
final class Comparison {
  private static final String HEAD =
      """
      | what happens upstream | without: the caller sees | requests | took | with Holdfast: the caller sees | requests | took |
      |---|---|---|---|---|---|---|
      """;

  private Comparison() {}

  /**
   * A table in Markdown.
   *
   * @param lines the SDK's name and version, then its observations
   */
  static String table(List<JsonNode> lines) {
    Map<String, String> without = cells(lines, "direct");
    Map<String, String> with = cells(lines, "holdfast");
    StringBuilder table = new StringBuilder("## " + lines.get(0).path("sdk").asText() + "\n");
    table.append(HEAD);
    without.forEach(
        (what, cell) -> table.append("| %s |%s%s\n".formatted(what, cell, with.get(what))));
    return table.toString();
  }

  private static Map<String, String> cells(List<JsonNode> lines, String way) {
    Map<String, String> cells = new LinkedHashMap<>();
    lines.stream()
        .filter(line -> line.path("way").asText().equals(way))
        .forEach(line -> cells.put(line.path("situation").asText(), cell(line)));
    return cells;
  }

  /** What was seen, requests at the upstream, and time. */
  private static String cell(JsonNode line) {
    return String.format(
        Locale.ROOT,
        " %s | %d | %.1f s |",
        line.path("sees").asText(),
        line.path("attempts").asInt(),
        line.path("seconds").asDouble());
  }
}
