package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import dev.holdfast.reading.Reading;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that break off after content and are continued, as their caller sees them. */
class ResumeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Mending ON = new Mending(true, Truncated.PASS, Paused.PASS);
  private static final String SEAM = ": holdfast: the answer broke off here; attempt ";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.mending(ON));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-after-6-events",
        "half-close-after-6-events",
        "end-after-6-events",
        "sse-error-after-6",
        "sse-error-after-6=api_error",
        "malformed-sse-after-6",
        "reset-after-2-events",
      })
  void aStreamThatBreaksOffIsContinuedAsOneMessage(String fault) throws Exception {
    Asking ask = RIG.ask().stream().fault(fault);
    String body = ask.send().body();
    assertOneMessage(body);
    assertThat(body.split(SEAM + "2 goes on with it\n\n", -1)).hasSize(2);
    assertThat(text(body)).endsWith("All is calm at the lab.");
    assertThat(RIG.attempts(ask)).hasSize(2);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.SUCCESS);
    assertThat(resumed()).extracting(CallResumed::attempt).containsExactly(2);
    assertThat(RIG.heard().attempts().get(1).result().outcome().meaning().reading())
        .isEqualTo(Reading.COMPLETE);
  }

  @Test
  void itIsContinuedAsOftenAsItBreaksUpToABound() throws Exception {
    Asking twice = RIG.ask().stream().fault("reset-after-6-eventsx2");
    String body = twice.send().body();
    assertOneMessage(body);
    assertThat(body).contains(SEAM + "2", SEAM + "3");
    Asking always = RIG.ask().stream().fault("reset-after-6-events*");
    String broken = always.send().body();
    assertThat(Sse.last(broken).name()).isEqualTo("error");
    assertThat(broken).contains(SEAM + "4").doesNotContain(SEAM + "5");
    assertThat(RIG.attempts(always)).hasSize(4);
  }

  @Test
  void failuresInBetweenAreNotSeen() throws Exception {
    Asking ask = RIG.ask().stream().fault("reset-after-6-events,529,sse-error-first,reset");
    String body = ask.send().body();
    assertOneMessage(body);
    assertThat(body).contains(SEAM + "5");
    assertThat(RIG.attempts(ask)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"thinking", "tool_use", "pause_turn;events=1"})
  void whatIsOpenAndIsNoTextIsNotContinued(String answer) throws Exception {
    int events = answer.startsWith("pause") ? 8 : 6;
    Asking ask = RIG.ask().stream().answer(answer).fault("sse-error-after-" + events);
    String body = ask.send().body();
    assertThat(Sse.last(body).name()).isEqualTo("error");
    assertThat(Sse.last(body).data()).contains("overloaded_error", "Overloaded");
    assertThat(Collections.frequency(Sse.names(body), "error")).isEqualTo(1);
    assertThat(body).doesNotContain(SEAM);
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thinking", "tool_use"})
  void aLossThereIsToldHonestly(String answer) throws Exception {
    Asking ask = RIG.ask().stream().answer(answer).fault("reset-after-6-events");
    String body = ask.send().body();
    assertThat(Sse.last(body).data()).contains("holdfast: the answer broke off after content");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void textAfterThinkingIsContinued() throws Exception {
    Asking ask = RIG.ask().stream().answer("thinking").fault("end-after-17-events");
    String body = ask.send().body();
    assertOneMessage(body);
    assertThat(RIG.attempts(ask)).hasSize(2);
  }

  @Test
  void aMessageThatHasItsReasonToStopIsNotContinued() throws Exception {
    Asking ask = RIG.ask().stream().fault("no-message-stop");
    assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":{\"type\":\"any\"},\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}]",
        "\"output_config\":{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\"}}",
        "\"output_format\":{\"type\":\"json_schema\"}",
      })
  void aRequestThatWantsAllOrNothingIsNotContinued(String field) throws Exception {
    String body = Asking.STREAM.replace("\"model\"", field + ",\"model\"");
    Asking ask = RIG.ask().body(body).answer("text").fault("reset-after-6-events");
    assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void aCallerMayRefuse() throws Exception {
    Asking ask = RIG.ask().stream().header("x-holdfast-resume", "off");
    assertThat(Sse.last(ask.fault("sse-error-after-6").send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void aCallerCannotHaveWhatIsNotGranted() throws Exception {
    try (Rig rig = Rig.start(setup -> setup)) {
      Asking ask = rig.ask().stream().header("x-holdfast-resume", "on").fault("end-after-6-events");
      assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
      assertThat(rig.attempts(ask)).hasSize(1);
    }
  }

  @Test
  void whatCannotBeContinuedAfterAllIsToldAsWhatItWas() throws Exception {
    Asking ask = RIG.ask().stream().fault("sse-error-after-6,400");
    String body = ask.send().body();
    assertThat(Sse.last(body).data()).contains("overloaded_error").doesNotContain("max_tokens");
    assertThat(RIG.attempts(ask)).hasSize(2);
    assertThat(RIG.heard().ends(1).get(0).verdict().kind().slug()).isEqualTo("overloaded");
    Asking lost = RIG.ask().stream().fault("reset-after-6-events,400");
    assertThat(Sse.last(lost.send().body()).data()).contains("holdfast: the answer broke off");
  }

  @Test
  void whatBothPartsCostIsAddedUp() throws Exception {
    String body = RIG.ask().stream().fault("reset-after-6-events").send().body();
    JsonNode start = JSON.readTree(Sse.events(body).get(0).data()).path("message").path("usage");
    JsonNode end = usage(body);
    // The lab counts the second question longer than the first, because of what it continues.
    assertThat(end.path("input_tokens").asInt())
        .isGreaterThan(2 * start.path("input_tokens").asInt());
    JsonNode whole = usage(RIG.ask().stream().send().body());
    assertThat(end.path("output_tokens").asInt())
        .isEqualTo(start.path("output_tokens").asInt() + whole.path("output_tokens").asInt());
    assertThat(end.has("service_tier")).isFalse();
  }

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
      assertOneMessage(body);
      assertThat(text(body)).isEqualTo("All is calm.");
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

  @Test
  void theHeadIsThatOfTheFirstAnswer() throws Exception {
    HttpResponse<String> answer = RIG.ask().stream().fault("reset-after-6-events").send();
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("1");
    JsonNode start = JSON.readTree(Sse.events(answer.body()).get(0).data());
    assertThat(start.path("message").path("id").asText()).startsWith("msg_");
  }

  private static void assertOneMessage(String body) throws Exception {
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

  private static String text(String body) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Sse.Event event : Sse.events(body)) {
      if (event.name().equals("content_block_delta")) {
        text.append(JSON.readTree(event.data()).path("delta").path("text").asText());
      }
    }
    return text.toString();
  }

  private static JsonNode usage(String body) throws Exception {
    for (Sse.Event event : Sse.events(body)) {
      if (event.name().equals("message_delta")) {
        return JSON.readTree(event.data()).path("usage");
      }
    }
    throw new AssertionError("no message_delta: " + body);
  }

  private static List<CallResumed> resumed() {
    return RIG.heard().events().stream()
        .filter(CallResumed.class::isInstance)
        .map((CallEvent event) -> (CallResumed) event)
        .toList();
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
