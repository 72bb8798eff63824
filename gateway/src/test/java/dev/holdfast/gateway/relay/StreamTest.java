package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams: what fails before content is tried again unseen, what fails after it is told. */
class StreamTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.budget(Duration.ofMillis(800)));

  @ParameterizedTest
  @CsvSource({
    "sse-error-firstx2, 3",
    "sse-error-first=api_error, 2",
    "sse-error-after-start, 2",
    "sse-error-after-1=rate_limit_error, 2",
    "reset-after-1-events, 2",
    "half-close-after-1-events, 2",
    "end-after-1-events, 2",
    "end-after-head, 2",
    "'reset-after-head,529,sse-error-first', 4"
  })
  void whatFailsBeforeContentIsNotSeen(String faults, int attempts) throws Exception {
    Asking ask = RIG.ask().stream().fault(faults);
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertWhole(answer.body());
    assertThat(RIG.attempts(ask)).hasSize(attempts);
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("" + attempts);
  }

  @ParameterizedTest
  @CsvSource({
    "sse-error-first*, 529, overloaded_error",
    "sse-error-first=rate_limit_error*, 429, rate_limit_error",
    "sse-error-first=api_error*, 500, api_error",
    "sse-error-after-1=timeout_error*, 504, timeout_error",
    "sse-error-first=invalid_request_error*, 400, invalid_request_error",
    "sse-error-first=never_heard_of*, 500, never_heard_of"
  })
  void anErrorBeforeContentBecomesAStatus(String faults, int status, String type) throws Exception {
    HttpResponse<String> answer = RIG.ask().stream().fault(faults).send();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "content-type")).isEqualTo("application/json");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(answer.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\"")
        .contains("\"request_id\":\"req_");
  }

  @Test
  void anErrorAfterContentPassesOnceAndEndsTheStream() throws Exception {
    Asking ask = RIG.ask().stream().fault("sse-error-after-5");
    String body = ask.send().body();
    assertThat(Sse.events(body)).hasSize(6);
    assertThat(Collections.frequency(Sse.names(body), "error")).isEqualTo(1);
    assertThat(Sse.last(body).data()).contains("overloaded_error", "Overloaded");
    assertThat(body).doesNotContain("holdfast");
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-after-5-events",
        "half-close-after-5-events",
        "end-after-5-events",
        "reset-after-2-events",
        "no-message-stop"
      })
  void aStreamThatBreaksOffEndsWithAnHonestError(String fault) throws Exception {
    Asking ask = RIG.ask().stream().fault(fault);
    String body = ask.send().body();
    assertThat(Sse.names(body)).startsWith("message_start").doesNotContain("message_stop");
    assertThat(Collections.frequency(Sse.names(body), "error")).isEqualTo(1);
    assertThat(Sse.last(body).name()).isEqualTo("error");
    assertThat(Sse.last(body).data())
        .contains("\"type\":\"timeout_error\"")
        .contains(
            "\"message\":\"holdfast: the answer broke off after content was handed on (holdfast why hc_")
        .contains("\"request_id\":null");
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
  }

  @Test
  void aStreamOnceWholeStaysWholeHoweverItsConnectionEnds() throws Exception {
    String events = "event: message_start\ndata: {}\n\nevent: message_stop\ndata: {}\n\n";
    try (HandMade upstream =
            HandMade.of(line -> {
              line.message();
              line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
              line.send("transfer-encoding: chunked\r\n\r\n");
              line.chunk(events);
            });
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      HttpResponse<String> answer = rig.ask().stream().send();
      assertThat(answer.body()).isEqualTo(events);
      assertThat(rig.heard().ends(1).get(0).reason()).isEqualTo(Reason.SUCCESS);
    }
  }

  @Test
  void theErrorAfterHalfAnEventCanBeRead() throws Exception {
    String event = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\"}\n\n";
    HandMade.Talk breaks =
        line -> {
          line.message();
          line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
          line.send("transfer-encoding: chunked\r\n\r\n");
          line.chunk(event + event.substring(0, 40));
        };
    try (HandMade upstream = HandMade.of(breaks);
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      String body = rig.ask().stream().send().body();
      assertThat(body).startsWith(event + "event: error\ndata: {");
      assertThat(Sse.events(body)).hasSize(2);
    }
  }

  @Test
  void bytesPassAsTheyAreHoweverTheyAreCut() throws Exception {
    String events =
        "\ufeff: a comment\r\n\r\nevent:message_start\r\ndata:{\"type\":\"message_start\"}\r\n\r\n"
            + "event: ping\ndata: {\"type\": \"ping\"}\n\n\n"
            + "event: never_heard_of\nid: 7\nretry: 5\ndata: not json\ndata: at all\n\n"
            + "data: {\"type\":\"content_block_delta\",\"x\":\"\\u00e9 \u20ac\"}   \n\n"
            + "event: message_delta\ndata: {\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
            + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    byte[] bytes = events.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (HandMade upstream =
            HandMade.of(line -> {
              line.message();
              line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n");
              for (byte b : bytes) {
                line.send(new byte[] {b});
              }
            });
        Rig rig = Rig.start(s -> s.url(upstream.url()))) {
      assertThat(rig.ask().stream().send().body()).isEqualTo(events);
    }
  }

  @Test
  void manyStreamsAtOnceStayApartAndWhole() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> "text;events=200;bytes=" + (100 + i))
            .map(answer -> RIG.ask().stream().answer(answer).sendAsync())
            .toList();
    for (int i = 0; i < all.size(); i++) {
      String body = all.get(i).get().body();
      assertWhole(body);
      assertThat(Collections.frequency(Sse.names(body), "content_block_delta")).isEqualTo(200);
      assertThat(Sse.events(body).get(50).data()).hasSizeBetween(100 + i, 250 + i);
    }
  }

  static void assertWhole(String body) {
    assertThat(Sse.names(body))
        .startsWith("message_start")
        .endsWith("message_stop")
        .doesNotContain("error");
    assertThat(Collections.frequency(Sse.names(body), "message_start")).isEqualTo(1);
  }
}
