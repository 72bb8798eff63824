package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked to go on with a stream that broke off, and what is made of its answer. */
class ContinuationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Mending ON = new Mending(true, Truncated.PASS, Paused.PASS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-sonnet-4-5-20250929 | assistant | All is",
        "claude-opus-4-1            | assistant | All is",
        "claude-3-5-haiku-20241022  | assistant | All is",
        "claude-opus-4-6            | user      | Your previous response was interrupted and ended"
            + " with All is . Continue from where you left off.",
        "claude-sonnet-5            | user      | Your previous response was interrupted and ended"
            + " with All is . Continue from where you left off.",
      })
  void theRequestThatContinuesHasTheDocumentedForm(String model, String role, String content)
      throws Exception {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> left = new CompletableFuture<>();
    HandMade.Talk breaks =
        line -> {
          asked.add(begin(line));
          line.chunk(start(0) + text(0, "All ") + text(0, "is "));
        };
    HandMade.Talk goesOn =
        line -> {
          asked.add(begin(line));
          line.chunk(start(0) + text(0, "calm.") + stop(0) + end());
          line.send("0\r\n\r\n");
          left.complete(null);
        };
    try (HandMade upstream = HandMade.of(breaks, goesOn);
        Rig rig = Rig.start(s -> s.url(upstream.url()).mending(ON))) {
      String body = rig.ask().body(Asking.STREAM.replace("claude-opus-5", model)).send().body();
      left.get(5, TimeUnit.SECONDS);
      OneMessage.check(body);
      assertThat(OneMessage.text(body)).isEqualTo("All is calm.");
      JsonNode first = JSON.readTree(asked.get(0));
      JsonNode second = JSON.readTree(asked.get(1));
      assertThat(second.path("messages")).hasSize(first.path("messages").size() + 1);
      JsonNode added = second.path("messages").path(first.path("messages").size());
      assertThat(added.path("role").asText()).isEqualTo(role);
      assertThat(added.path("content").asText()).isEqualTo(content);
      assertThat(second.path("max_tokens")).isEqualTo(first.path("max_tokens"));
    }
  }

  @Test
  void everyEventOfTheContinuationPassesAtOnceAndBytesOfItsDataStay() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    HandMade.Talk breaks =
        line -> {
          begin(line);
          line.chunk(start(0) + text(0, "a"));
        };
    String odd =
        "data: {\"type\": \"content_block_delta\",  \"index\" : 0,\"delta\":{\"text\":\"\\u00e9\","
            + "\"n\":1.50e+3}}  \n\n";
    HandMade.Talk goesOn =
        line -> {
          begin(line);
          line.chunk("event: ping\ndata: {\"type\":\"ping\"}\n\n" + start(0));
          line.chunk(odd.substring(0, 20));
          line.chunk(odd.substring(20));
          seen.get(5, TimeUnit.SECONDS);
          line.chunk(stop(0) + end());
          line.send("0\r\n\r\n");
        };
    try (HandMade upstream = HandMade.of(breaks, goesOn);
        Rig rig = Rig.start(s -> s.url(upstream.url()).mending(ON));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.STREAM));
      line.until("1.50e+3}}");
      seen.complete(null);
      line.until("message_stop");
    }
  }

  private static String begin(Line line) throws Exception {
    String body = line.message().text();
    line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
    line.send("transfer-encoding: chunked\r\n\r\n");
    return body;
  }

  private static String start(int index) {
    return event("message_start", "\"message\":{\"usage\":{\"input_tokens\":7}}")
        + event("content_block_start", block(index, "\"content_block\":{\"type\":\"text\"}"));
  }

  private static String text(int index, String text) {
    return event("content_block_delta", block(index, "\"delta\":{\"text\":\"" + text + "\"}"));
  }

  private static String stop(int index) {
    return event("content_block_stop", "\"index\":" + index);
  }

  private static String end() {
    return event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{}")
        + event("message_stop", "\"x\":1");
  }

  private static String block(int index, String rest) {
    return "\"index\":" + index + "," + rest;
  }

  private static String event(String name, String fields) {
    return "event: " + name + "\ndata: {\"type\":\"" + name + "\"," + fields + "}\n\n";
  }
}
