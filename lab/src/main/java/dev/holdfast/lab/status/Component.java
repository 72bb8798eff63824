package dev.holdfast.lab.status;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The components of Anthropic's page, with their real ids and a short word for each. */
enum Component {
  CLAUDE_AI("claude.ai", "rwppv331jlwc", "claude.ai"),
  CONSOLE("console", "0qbwn08sd68x", "Claude Console (platform.claude.com)"),
  API("api", "k8w3r06qmzrp", "Claude API (api.anthropic.com)"),
  CODE("code", "yyzkbfz2thpt", "Claude Code"),
  COWORK("cowork", "bpp5gb3hpjcl", "Claude Cowork"),
  GOVERNMENT("government", "0scnb50nvy53", "Claude for Government");

  /** The states a component can be in, mildest first. */
  static final List<String> STATES =
      List.of(
          "operational",
          "under_maintenance",
          "degraded_performance",
          "partial_outage",
          "major_outage");

  private final String word;
  private final String id;
  private final String label;

  Component(String word, String id, String label) {
    this.word = word;
    this.id = id;
    this.label = label;
  }

  String word() {
    return word;
  }

  String id() {
    return id;
  }

  String label() {
    return label;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Component::word).toList();
  }

  /** Finds a component by short word, id or name. */
  static Optional<Component> named(String name) {
    return Arrays.stream(values())
        .filter(c -> c.word.equals(name) || c.id.equals(name) || c.label.equals(name))
        .findFirst();
  }
}
