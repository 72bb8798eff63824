package dev.holdfast.gateway.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.history.Occurrence;
import dev.holdfast.situation.Advice;
import java.time.Instant;
import java.util.Locale;

/**
 * A situation as the history has it: the same JSON that programs get, of whatever version wrote it.
 */
record Then(Instant since, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Then of(Occurrence told) {
    try {
      String body = told.body();
      return new Then(told.at(), JSON.readTree(body == null ? "{}" : body));
    } catch (JsonProcessingException e) {
      return new Then(told.at(), JSON.createObjectNode());
    }
  }

  Face face() {
    for (Advice advice : Advice.values()) {
      if (advice.slug().equals(text("advice"))) {
        return Face.of(advice);
      }
    }
    return Face.UNSURE;
  }

  String word() {
    return text("advice").toUpperCase(Locale.ROOT).replace('-', ' ');
  }

  /** The sentence up to its first full stop: what was the matter. */
  String verdict() {
    String sentence = text("sentence");
    int end = sentence.indexOf(". ");
    return end < 0 ? sentence : sentence.substring(0, end + 1);
  }

  /** The rest of it: what to do. */
  String toDo() {
    return text("sentence").substring(verdict().length()).strip();
  }

  String row() {
    return text("row");
  }

  String indicator() {
    return text("indicator");
  }

  private String text(String field) {
    return json.path(field).asText();
  }
}
