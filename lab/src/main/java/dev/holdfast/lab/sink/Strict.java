package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a body. */
final class Strict {
  private final List<String> wrongs = new ArrayList<>();

  void require(boolean right, String wrong) {
    if (!right) {
      wrongs.add(wrong);
    }
  }

  /** A text that must be there and not be longer. */
  void text(JsonNode node, String name, int most) {
    JsonNode value = node.path(name);
    boolean there = value.isTextual() && !value.asText().isBlank();
    require(there, name + " is missing or blank");
    require(!there || value.asText().length() <= most, name + " is longer than " + most);
  }

  /** A moment that may be missing, but must be one. */
  void moment(JsonNode node, String name) {
    JsonNode value = node.path(name);
    try {
      if (!value.isMissingNode()) {
        OffsetDateTime.parse(value.asText());
      }
    } catch (DateTimeException e) {
      wrongs.add(name + " is not a moment of ISO 8601");
    }
  }

  List<String> wrongs() {
    return wrongs;
  }
}
