package dev.holdfast.lab.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks a stream against the documented order and adds it up, as a strict SDK would. */
final class Conformity {
  private final StringBuilder partialJson = new StringBuilder();
  private ObjectNode message = Json.object();
  private int open = -1;
  private String last = "";

  private Conformity() {}

  /** Returns the message that the events add up to. */
  static JsonNode check(String stream) throws IOException {
    Conformity check = new Conformity();
    assertThat(stream).endsWith("\n\n");
    for (String frame : stream.split("\n\n")) {
      String[] lines = frame.split("\n");
      assertThat(lines).hasSize(2);
      JsonNode data =
          Json.read(lines[1].substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
      assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText());
      check.event(data);
    }
    assertThat(check.last).isEqualTo("message_stop");
    return check.message;
  }

  private void event(JsonNode data) throws IOException {
    String type = data.path("type").asText();
    switch (type) {
      case "message_start" -> {
        assertThat(last).isEmpty();
        message = (ObjectNode) data.path("message");
        assertThat(message.path("stop_reason").isNull()).isTrue();
        assertThat(message.path("content")).isEmpty();
      }
      case "content_block_start" -> start(data);
      case "content_block_delta" -> delta(data);
      case "content_block_stop" -> stop(data);
      case "message_delta" -> {
        assertThat(open).isEqualTo(-1);
        message.setAll((ObjectNode) data.path("delta"));
        assertThat(data.path("usage").path("output_tokens").asInt()).isPositive();
      }
      case "message_stop" -> assertThat(last).isEqualTo("message_delta");
      default -> assertThat(type).isEqualTo("ping");
    }
    last = type;
  }

  private void start(JsonNode data) {
    assertThat(open).isEqualTo(-1);
    open = data.path("index").asInt();
    ArrayNode content = (ArrayNode) message.path("content");
    assertThat(open).isEqualTo(content.size());
    content.add(data.path("content_block"));
  }

  private void delta(JsonNode data) {
    assertThat(data.path("index").asInt()).isEqualTo(open);
    ObjectNode block = (ObjectNode) message.path("content").path(open);
    JsonNode delta = data.path("delta");
    switch (delta.path("type").asText()) {
      case "text_delta" -> append(block, "text", delta);
      case "thinking_delta" -> append(block, "thinking", delta);
      case "signature_delta" -> append(block, "signature", delta);
      default -> partialJson.append(delta.path("partial_json").asText());
    }
  }

  private void stop(JsonNode data) throws IOException {
    assertThat(data.path("index").asInt()).isEqualTo(open);
    if (!partialJson.isEmpty()) {
      ObjectNode block = (ObjectNode) message.path("content").path(open);
      block.set("input", Json.read(partialJson.toString().getBytes(StandardCharsets.UTF_8)));
      partialJson.setLength(0);
    }
    open = -1;
  }

  private static void append(ObjectNode block, String field, JsonNode delta) {
    block.put(field, block.path(field).asText() + delta.path(field).asText());
  }
}
