package dev.holdfast.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Outcome.Lost;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\n";
  private static final String CONTENT =
      "event: content_block_start\ndata: {\"type\":\"content_block_start\"}\n\n";
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  private static final String ERROR =
      "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n";
  private static final String BROKEN = "event: ping\ndata: {\"ty\n\n";

  private static AnswerReader of(boolean message, int status, String type) {
    return new AnswerReader(message, status, Map.of("content-type", type)::get);
  }

  private final AnswerReader stream = of(true, 200, "text/event-stream; charset=utf-8");

  private static String feed(AnswerReader reader, String text) {
    return text(reader.feed(ByteBuffer.wrap(text.getBytes(UTF_8))));
  }

  private static String text(List<ByteBuffer> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(UTF_8.decode(chunk.duplicate())));
    return text.toString();
  }

  @Test
  void aStreamIsHeldUntilContentAndThenFlows() {
    assertThat(feed(stream, START)).isEmpty();
    assertThat(stream.flows()).isFalse();
    assertThat(feed(stream, CONTENT)).isEqualTo(START + CONTENT);
    assertThat(stream.flows()).isTrue();
    assertThat(feed(stream, "event: mess")).isEqualTo("event: mess");
    assertThat(feed(stream, STOP.substring("event: mess".length()))).isNotEmpty();
    assertThat(stream.end()).isInstanceOf(Answered.class);
  }

  @Test
  void anErrorBeforeContentIsHeldBack() {
    assertThat(feed(stream, START + ERROR)).isEmpty();
    assertThat(((Answered) stream.over()).error().type()).isEqualTo("overloaded_error");
    assertThat(stream.flows()).isFalse();
  }

  /** All in one packet, as HTTP/2 likes to send it: what follows the error does not count. */
  @Test
  void contentAfterAnErrorInTheSamePacketIsNone() {
    assertThat(feed(stream, START + ERROR + CONTENT + STOP)).isEmpty();
    assertThat(stream.flows()).isFalse();
    assertThat(((Answered) stream.end()).error()).isNotNull();
  }

  @Test
  void contentAfterAMalformedEventInTheSamePacketIsNone() {
    assertThat(feed(stream, START + BROKEN + CONTENT + STOP)).isEmpty();
    assertThat(stream.over()).isEqualTo(Lost.of(Loss.MALFORMED, Phase.PRE_CONTENT));
  }

  @Test
  void anErrorAfterContentIsTheLastThatPasses() {
    feed(stream, START + CONTENT);
    assertThat(feed(stream, ERROR + CONTENT)).isEqualTo(ERROR);
    assertThat(stream.over().phase()).isEqualTo(Phase.CONTENT);
    assertThat(feed(stream, CONTENT)).isEmpty();
  }

  @Test
  void aCleanEndWithoutMessageStopIsACut() {
    feed(stream, START + CONTENT);
    assertThat(stream.end()).isEqualTo(Lost.of(Loss.CUT, Phase.CONTENT));
  }

  @Test
  void whatWasWholeIsNeitherLostNorLeft() {
    feed(stream, START + CONTENT + STOP);
    assertThat(stream.broken(Loss.RESET)).isInstanceOf(Answered.class);
    assertThat(stream.left()).isInstanceOf(Answered.class);
  }

  @Test
  void leavingBeforeTheEndSaysNothingOfTheUpstream() {
    feed(stream, START + CONTENT);
    assertThat(stream.left()).isEqualTo(new Cancelled(Phase.CONTENT));
  }

  @Test
  void aMessageInOnePieceIsHeldUntilItIsWhole() {
    AnswerReader json = of(true, 200, "application/json");
    assertThat(feed(json, "{\"stop_reason\":\"end_turn\"")).isEmpty();
    assertThat(json.end()).isEqualTo(Lost.of(Loss.CUT, Phase.PRE_CONTENT));
    feed(json, "}");
    assertThat(((Answered) json.end()).stopReason()).isEqualTo("end_turn");
    assertThat(text(json.take())).isEqualTo("{\"stop_reason\":\"end_turn\"}");
  }

  @Test
  void aPageWhereAMessageShouldBeIsNone() {
    AnswerReader html = of(true, 200, "text/html");
    feed(html, "<html>");
    assertThat(html.end()).isEqualTo(Lost.of(Loss.MALFORMED, Phase.PRE_CONTENT));
  }

  @Test
  void aFailureIsReadAndHeld() {
    AnswerReader failed = of(true, 529, "application/json");
    feed(failed, "{\"type\":\"error\",\"error\":{\"type\":\"overl");
    feed(failed, "oaded_error\"}}");
    assertThat(((Answered) failed.end()).error().type()).isEqualTo("overloaded_error");
    assertThat(text(failed.take())).endsWith("}}");
  }

  @Test
  void whatIsNoMessageAndNoJsonFlowsFromItsHeadOn() {
    AnswerReader other = of(false, 200, "application/x-ndjson");
    assertThat(other.flows()).isTrue();
    assertThat(feed(other, "{}\n")).isEqualTo("{}\n");
    assertThat(other.end()).isInstanceOf(Answered.class);
  }

  @Test
  void whatIsTooLongToHoldFlows() {
    AnswerReader json = of(false, 200, "application/json");
    ByteBuffer megabyte = ByteBuffer.allocate(1 << 20);
    for (int i = 0; i < 8; i++) {
      assertThat(json.feed(megabyte)).isEmpty();
    }
    assertThat(json.feed(megabyte)).hasSize(9);
    assertThat(json.flows()).isTrue();
  }
}
