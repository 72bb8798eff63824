package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.decide.Reason;
import dev.holdfast.decide.StreamLimits;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.verdict.ErrorKind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that fall silent: before content a failure like any other, after it told honestly. */
class SilenceTest {
  private static final Duration OFF = Duration.ZERO;

  /** Long enough for a busy machine to answer within, short enough to wait for. */
  private static final Duration SHORT = Duration.ofMillis(500);

  private static final StreamLimits FIRST_TOKEN = new StreamLimits(SHORT, OFF, OFF);
  private static final StreamLimits LIVENESS = new StreamLimits(OFF, SHORT, OFF);
  private static final StreamLimits PROGRESS = new StreamLimits(OFF, OFF, SHORT);
  private static final StreamLimits ALL = new StreamLimits(SHORT, SHORT, SHORT);

  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\n";
  private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
  private static final String CONTENT =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\"}\n\n";
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

  @ParameterizedTest
  @ValueSource(strings = {"stall", "stall-after-head", "stall-after-1-events", "ping-only=10ms"})
  void aStreamWithoutContentIsTriedAgainUnseen(String fault) throws Exception {
    try (Rig rig = Rig.start(s -> s.stream(FIRST_TOKEN))) {
      Asking ask = rig.ask().stream().fault(fault);
      StreamTest.assertWhole(ask.send().body());
      assertThat(rig.attempts(ask)).hasSizeGreaterThan(1);
      assertLost(rig, Loss.FIRST_TOKEN);
    }
  }

  @Test
  void aStreamThatNeverBeginsIsATimeout() throws Exception {
    try (Rig rig = Rig.start(s -> s.budget(SHORT).stream(FIRST_TOKEN))) {
      HttpResponse<String> answer = rig.ask().stream().fault("ping-only=10ms*").send();
      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(header(answer, "x-should-retry")).isEqualTo("false");
      assertThat(answer.body())
          .contains("\"timeout_error\"", "holdfast: 127.0.0.1:", "was silent for too long");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatStopsBeforeContentIsTriedAgainUnseen(boolean stream) throws Exception {
    try (Rig rig = Rig.start(s -> s.stream(LIVENESS))) {
      Asking ask = stream ? rig.ask().stream() : rig.ask();
      HttpResponse<String> answer = ask.fault("stall-after-1-events").send();
      assertThat(answer.body()).contains(stream ? "message_stop" : "\"stop_reason\":\"end_turn\"");
      assertThat(rig.attempts(ask)).hasSizeGreaterThan(1);
      assertLost(rig, Loss.LIVENESS);
    }
  }

  @Test
  void anAnswerThatIsNoStreamMayTakeItsTime() throws Exception {
    try (Rig rig = Rig.start(s -> s.stream(ALL))) {
      Asking ask = rig.ask().answer("text;ttfb=1500ms");
      assertThat(ask.send().statusCode()).isEqualTo(200);
      assertThat(rig.attempts(ask)).hasSize(1);
    }
  }

  @Test
  void anErrorWhoseBodyDoesNotComeIsNotWaitedFor() throws Exception {
    HandMade.Talk halfAnError =
        line -> {
          line.message();
          line.send("HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n");
          line.send("content-length: 20\r\n\r\n");
          line.head();
        };
    try (HandMade upstream = HandMade.of(halfAnError);
        Rig rig = Rig.start(s -> s.url(upstream.url()).budget(SHORT).stream(LIVENESS))) {
      assertThat(rig.ask().send().statusCode()).isEqualTo(504);
    }
  }

  @Test
  void silenceAfterContentIsTold() throws Exception {
    try (Rig rig = Rig.start(s -> s.stream(LIVENESS))) {
      String body = rig.ask().stream().fault("stall-after-5-events*").send().body();
      assertThat(Sse.events(body)).hasSize(6);
      assertBrokeOff(rig, body, Loss.LIVENESS);
    }
  }

  @Test
  void pingsAloneAfterContentAreSilence() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    HandMade.Talk pings =
        line -> {
          begin(line);
          line.chunk(START + CONTENT);
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            line.chunk(PING);
          }
        };
    try (HandMade upstream = HandMade.of(pings);
        Rig rig = Rig.start(s -> s.url(upstream.url()).stream(PROGRESS))) {
      String body = rig.ask().stream().send().body();
      assertThat(Sse.names(body)).contains("content_block_delta", "ping");
      assertBrokeOff(rig, body, Loss.PROGRESS);
    }
  }

  @Test
  void afterTheHeadIsOutARestartIsNotSeenEither() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    HandMade.Talk silent =
        line -> {
          begin(line);
          line.chunk(START + PING);
          never.await(20, TimeUnit.SECONDS);
        };
    HandMade.Talk succeeds =
        line -> {
          begin(line);
          line.chunk(START + CONTENT + STOP);
          line.send("0\r\n\r\n");
        };
    Duration afterTheHead = Relay.HOLD_HEAD.plusMillis(300);
    StreamLimits limits = new StreamLimits(afterTheHead, OFF, OFF);
    try (HandMade upstream = HandMade.of(silent, succeeds);
        Rig rig = Rig.start(s -> s.url(upstream.url()).stream(limits))) {
      assertThat(rig.ask().stream().send().body()).isEqualTo(START + PING + CONTENT + STOP);
      assertThat(upstream.connections()).isEqualTo(2);
    }
  }

  @Test
  void aCallerWhoReadsSlowlyIsNoSilentUpstream() throws Exception {
    int events = 1000;
    String event = "event: x\ndata: " + "x".repeat(1 << 16) + "\n\n";
    CompletableFuture<Void> sent = new CompletableFuture<>();
    HandMade.Talk talk =
        line -> {
          line.message();
          line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
          line.send("content-length: " + events * event.length() + "\r\n\r\n");
          for (int i = 0; i < events; i++) {
            line.send(event);
          }
          sent.complete(null);
        };
    Duration limit = Duration.ofSeconds(1);
    StreamLimits limits = new StreamLimits(OFF, limit, limit);
    try (HandMade upstream = HandMade.of(talk);
        Rig rig = Rig.start(s -> s.url(upstream.url()).stream(limits));
        Line line = rig.line()) {
      line.send(rig.ask().raw(Asking.STREAM));
      assertThat(line.head()).startsWith("HTTP/1.1 200");
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> sent.get(2 * limit.toMillis(), TimeUnit.MILLISECONDS));
      assertThat(line.exactly(events * event.length())).endsWith('x', '\n', '\n');
    }
  }

  private static void begin(Line line) throws Exception {
    line.message();
    line.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
    line.send("transfer-encoding: chunked\r\n\r\n");
  }

  private static void assertLost(Rig rig, Loss loss) {
    AttemptEnded first = rig.heard().attempts().get(0);
    assertThat(first.result().verdict().kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(first.result().outcome())
        .isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.loss()).isEqualTo(loss));
  }

  private static void assertBrokeOff(Rig rig, String body, Loss loss) throws Exception {
    assertThat(Sse.last(body).name()).isEqualTo("error");
    assertThat(Sse.last(body).data()).contains("\"timeout_error\"", "holdfast: the answer broke");
    assertThat(rig.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
    assertLost(rig, loss);
  }
}
