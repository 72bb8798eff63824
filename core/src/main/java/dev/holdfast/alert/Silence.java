package dev.holdfast.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Alerts that are to disturb nobody for a while.
 *
 * @param id names it
 * @param matchers what all must match: {@code rule}, {@code scope}, {@code level}, {@code severity}
 *     or a label ({@code endpoint}, {@code model}, {@code key}, …), each with the value or a
 *     beginning of it followed by {@code *}
 * @param until when it ends
 * @param author who wanted it
 */
public record Silence(String id, Map<String, String> matchers, Instant until, String author) {
  private static final Set<String> NAMES =
      Set.of(
          "rule",
          "scope",
          "level",
          "severity",
          "endpoint",
          "model",
          "key",
          "limit",
          "version",
          "service",
          "code");

  /** A silence; one that would match everything is refused. */
  public Silence {
    if (matchers.isEmpty() || author.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("a silence needs an id, a matcher and an author");
    }
    for (String name : matchers.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "a silence cannot match '" + name + "': there are " + new TreeSet<>(NAMES));
      }
    }
    matchers = Map.copyOf(matchers);
  }

  /** Whether it holds an alert back. */
  boolean covers(Alert alert, Instant now) {
    if (!now.isBefore(until)) {
      return false;
    }
    Map<String, String> words = alert.words();
    return matchers.entrySet().stream()
        .allMatch(one -> matches(one.getValue(), words.getOrDefault(one.getKey(), "")));
  }

  private static boolean matches(String pattern, String word) {
    return pattern.endsWith("*")
        ? word.startsWith(pattern.substring(0, pattern.length() - 1))
        : word.equals(pattern);
  }
}
