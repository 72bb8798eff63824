package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.Reason;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.SseScanner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a message are JSON objects; one that is not breaks the stream where it stands. */
class MalformedStreamTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @ParameterizedTest
  @ValueSource(strings = {"malformed-sse-after-0", "malformed-sse-after-1"})
  void beforeContentItIsTriedAgain(String fault) throws Exception {
    Asking ask = RIG.ask().stream().fault(fault);
    StreamTest.assertWhole(ask.send().body());
    assertThat(RIG.attempts(ask)).hasSize(2);
    Outcome first = RIG.heard().attempts().get(0).result().outcome();
    assertThat(first)
        .isEqualTo(Lost.of(Loss.MALFORMED, Phase.PRE_CONTENT).named(first.requestId()));
  }

  @ParameterizedTest
  @CsvSource({"malformed-sse, 3", "malformed-sse-after-5, 5"})
  void afterContentItIsReplacedByAnHonestError(String fault, int good) throws Exception {
    Asking ask = RIG.ask().stream().fault(fault);
    String body = ask.send().body();
    assertThat(Sse.events(body)).hasSize(good + 1);
    assertThat(Sse.events(body)).allMatch(event -> event.data().endsWith("}"));
    assertThat(Sse.last(body).name()).isEqualTo("error");
    assertThat(Sse.last(body).data()).contains("holdfast: ");
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: message_start\ndata: {\"a\":\n\n",
        "event: message_delta\ndata: [1]\n\n",
        "event: content_block_delta\ndata: <html>\n\n",
        "event: content_block_stop\r\ndata: }\r\n\r\n",
        "event: message_yet_unknown\ndata: {\"a\":1}x\n\n",
        "event: ping\ndata: pong\n\n"
      })
  void isNoWholeObject(String event) {
    assertThat(scanned(event).malformed()).isTrue();
    assertThat(scanned(event).phase()).isEqualTo(Phase.PRE_CONTENT);
    assertThat(scanned(event).error()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: message_start\ndata: {\"a\":1}\n\n",
        "event: message_start\ndata:{\"a\":1} \t \n\n",
        "event: message_start\ndata: {\"a\":\ndata: 1\ndata: }\n\n",
        "event: ping\ndata:\n\n",
        "event: ping\n\n",
        "event: error\ndata: overloaded\n\n",
        "event: never_heard_of\ndata: anything\n\n",
        "event: completion\ndata: [DONE]\n\n",
        "data: not even named\n\n",
        ": a comment\n\n"
      })
  void mayPass(String event) {
    assertThat(scanned(event).malformed()).isFalse();
  }

  @Test
  void onlyWholeEventsBeforeItMayBeHandedOn() {
    String good = "event: ping\r\ndata: {}\r\n\r\n";
    SseScanner scanner = scanned(good + good + "event: ping\ndata: {");
    assertThat(scanner.whole()).isEqualTo(2 * good.length());
    feed(scanner, "\n\n" + good);
    assertThat(scanner.malformed()).isTrue();
    assertThat(scanner.whole()).isZero();
    assertThat(scanner.events()).isEqualTo(3);
  }

  private static SseScanner scanned(String events) {
    SseScanner scanner = new SseScanner();
    feed(scanner, events);
    return scanner;
  }

  private static void feed(SseScanner scanner, String events) {
    scanner.feed(ByteBuffer.wrap(events.getBytes(StandardCharsets.UTF_8)));
  }
}
