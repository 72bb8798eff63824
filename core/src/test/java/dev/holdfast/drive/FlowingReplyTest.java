package dev.holdfast.drive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers that are handed on before they end. */
class FlowingReplyTest {
  private static final EndpointKey ENDPOINT =
      EndpointKey.of("https://up.test", "/v1/messages", "claude-opus-5");
  private static final Lost CUT = Lost.of(Loss.CUT, Phase.CONTENT);

  private final VirtualTime time = new VirtualTime(1);
  private final List<CallEvent> events = new ArrayList<>();
  private final Holdfast holdfast = Holdfast.of(Policy.defaults()).on(time).listen(events::add);
  private final CompletableFuture<Outcome> rest = new CompletableFuture<>();

  private List<CallEnded> ends() {
    return events.stream().filter(CallEnded.class::isInstance).map(CallEnded.class::cast).toList();
  }

  @Test
  void theCallerHasItsAnswerAndTheCallEndsLater() throws Exception {
    String answer = holdfast.call(ENDPOINT, send -> Reply.flowing(Answers.OK, "stream", rest));
    assertThat(answer).isEqualTo("stream");
    assertThat(ends()).isEmpty();
    rest.complete(Answers.OK);
    assertThat(ends()).singleElement().matches(end -> end.reason() == Reason.SUCCESS);
  }

  @Test
  void whatBreaksOffIsAFailureAndNotRetried() {
    CompletableFuture<String> answer =
        holdfast.callAsync(
            ENDPOINT,
            send -> CompletableFuture.completedFuture(Reply.flowing(Answers.OK, "stream", rest)));
    assertThat(answer).isCompletedWithValue("stream");
    rest.complete(CUT);
    time.runAll();
    assertThat(ends())
        .singleElement()
        .matches(end -> end.reason() == Reason.COMMITTED && end.attempts() == 1);
  }

  @Test
  void anAnswerForACallerThatLeftEndsNothingTwice() {
    CompletableFuture<Reply<String>> attempt = new CompletableFuture<>();
    CompletableFuture<String> answer = holdfast.callAsync(ENDPOINT, send -> attempt);
    answer.cancel(true);
    attempt.complete(Reply.flowing(Answers.OK, "stream", rest));
    rest.complete(Answers.OK);
    assertThat(ends()).singleElement().matches(end -> end.reason() == Reason.CANCELLED);
  }

  private static final String HEAD =
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
          + "event: content_block_start\ndata: {\"type\":\"content_block_start\"}\n\n";

  private static AnswerStream stream(InputStream source) {
    Map<String, String> headers = Map.of("content-type", "text/event-stream");
    return new AnswerStream(new AnswerReader(true, 200, headers::get), source);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void aPulledStreamThatEndsTooEarlySaysSo() throws IOException {
    AnswerStream body = stream(bytes(HEAD));
    assertThat(body.open()).isNull();
    assertThat(new String(body.readNBytes(HEAD.length()), UTF_8)).isEqualTo(HEAD);
    assertThatThrownBy(body::read)
        .isInstanceOf(BrokenAnswer.class)
        .hasMessageEndingWith("it ended without message_stop");
    assertThat(body.end().toCompletableFuture()).isCompletedWithValue(CUT);
  }

  @Test
  void aPulledStreamThatIsWholeEnds() throws IOException {
    String stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    AnswerStream body = stream(new SequenceInputStream(bytes(HEAD), bytes(stop)));
    assertThat(body.open()).isNull();
    assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(HEAD + stop);
  }

  @Test
  void aConnectionThatBreaksIsTheCause() throws IOException {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    AnswerStream body = stream(new SequenceInputStream(bytes(HEAD), breaking));
    assertThat(body.open()).isNull();
    body.readNBytes(HEAD.length());
    assertThatThrownBy(body::read).hasRootCauseMessage("connection reset");
  }

  @Test
  void closingEarlyIsLeaving() throws IOException {
    AnswerStream body = stream(bytes(HEAD));
    assertThat(body.open()).isNull();
    body.close();
    assertThat(body.end().toCompletableFuture().join()).isInstanceOf(Outcome.Cancelled.class);
  }
}
