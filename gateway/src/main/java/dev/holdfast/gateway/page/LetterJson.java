package dev.holdfast.gateway.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertMemory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * A letter as text, to be kept. It holds no address and no secret: those are the configuration's
 * when it is sent. The alert is written as a memory of that one alert, the form it has anyway.
 */
public final class LetterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterJson() {}

  /** The text. */
  public static String write(Letter letter) {
    AlertMemory memory = alone(letter.news().alert());
    return JSON.createObjectNode()
        .put("sink", letter.sink())
        .put("what", letter.news().what().name())
        .put("at", letter.news().at().toString())
        .put("tries", letter.tries())
        .put("due", letter.due().toString())
        .put("alert", memory.json())
        .toString();
  }

  private static AlertMemory alone(Alert alert) {
    List<AlertMemory.Kept> one = List.of(new AlertMemory.Kept(alert, List.of(), null));
    return new AlertMemory(null, one, AlertMemory.EMPTY.past(), List.of());
  }

  /**
   * The letter of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Letter read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Alert alert = AlertMemory.of(json.path("alert").asText()).alerts().get(0).alert();
      What what = What.valueOf(json.path("what").asText());
      Instant at = Instant.parse(json.path("at").asText());
      Instant due = Instant.parse(json.path("due").asText());
      AlertChange news = new AlertChange(what, alert, at);
      return new Letter(json.path("sink").asText(), news, json.path("tries").asInt(), due);
    } catch (JsonProcessingException | DateTimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a letter: " + e.getMessage(), e);
    }
  }
}
