package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.Explanation;
import java.util.Map;
import java.util.TreeMap;

/** What all sinks say in the same words. */
final class Texts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Texts() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The summary, with the cause where there is one. */
  static String summary(Alert alert) {
    Explanation cause = alert.story().cause();
    String sentence = cause.sentence();
    return alert.story().summary() + (sentence.isEmpty() ? "" : ". " + sentence);
  }

  /** How the news begins. */
  static String word(AlertChange news) {
    return switch (news.what()) {
      case TRIGGERED -> news.alert().status().severity().slug();
      case CHANGED -> "changed: now " + news.alert().status().severity().slug();
      case REMINDED -> "still firing";
      case HELD -> "no traffic, still open";
      case RESOLVED -> "resolved";
      case LOGGED -> "not paged";
    };
  }

  /** Evidence and labels, by name, in order. */
  static Map<String, String> evidence(Alert alert) {
    Map<String, String> all = new TreeMap<>(alert.story().details());
    all.putAll(alert.story().labels());
    return all;
  }

  /** At most so long; what is cut ends in dots. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(most - 2));
    return text.substring(0, pair ? most - 2 : most - 1) + "…";
  }

  /** The installation in a key: {@code holdfast/ENV/RULE/SCOPE}. */
  static String environment(Alert alert) {
    String[] parts = alert.name().key().split("/", 3);
    return parts.length > 1 ? parts[1] : "default";
  }
}
