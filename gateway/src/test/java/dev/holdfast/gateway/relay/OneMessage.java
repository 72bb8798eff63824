package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;

/** A streamed answer as its caller reads it, however many attempts it was made of. */
final class OneMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OneMessage() {}

  /** That it is one whole message: each event once, blocks in order and closed. */
  static void check(String body) throws Exception {
    assertThat(Sse.names(body)).startsWith("message_start").doesNotContain("error");
    assertThat(Sse.last(body).name()).isEqualTo("message_stop");
    for (String once : List.of("message_start", "message_delta", "message_stop")) {
      assertThat(Collections.frequency(Sse.names(body), once)).as(once).isEqualTo(1);
    }
    int open = -1;
    int next = 0;
    for (Sse.Event event : Sse.events(body)) {
      int index = event.data().isEmpty() ? -1 : JSON.readTree(event.data()).path("index").asInt(-1);
      switch (event.name()) {
        case "content_block_start" -> {
          assertThat(open).as("a block begins inside another").isEqualTo(-1);
          assertThat(index).isEqualTo(next++);
          open = index;
        }
        case "content_block_delta" -> assertThat(index).isEqualTo(open);
        case "content_block_stop" -> {
          assertThat(index).isEqualTo(open);
          open = -1;
        }
        default -> {}
      }
    }
    assertThat(open).as("all blocks end").isEqualTo(-1);
  }

  /** All of its text. */
  static String text(String body) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Sse.Event event : Sse.events(body)) {
      if (event.name().equals("content_block_delta")) {
        text.append(JSON.readTree(event.data()).path("delta").path("text").asText());
      }
    }
    return text.toString();
  }

  /** What it says at its end that it cost. */
  static JsonNode usage(String body) throws Exception {
    for (Sse.Event event : Sse.events(body)) {
      if (event.name().equals("message_delta")) {
        return JSON.readTree(event.data()).path("usage");
      }
    }
    throw new AssertionError("no message_delta: " + body);
  }
}
