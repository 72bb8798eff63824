package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.resume.Continued;
import dev.holdfast.gateway.resume.Event;
import dev.holdfast.gateway.resume.EventCutter;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.SseScanner;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream that continues one which broke off, and hands its events on as part of that. The
 * head is out already, so every event passes in the turn its end came in.
 */
final class ResumedAnswer implements AnswerReader {
  private final RelayedCall call;
  private final Attempt attempt;
  private final HttpClientResponse head;
  private final Continued continued;
  private final Flow flow;
  private final SseScanner scanner = new SseScanner();
  private final EventCutter cutter = new EventCutter();
  private boolean committed;

  ResumedAnswer(RelayedCall call, Attempt attempt, HttpClientResponse head, Continued continued) {
    this.call = call;
    this.attempt = attempt;
    this.head = head;
    this.continued = continued;
    this.flow = call.flow(head, attempt);
  }

  @Override
  public void chunk(Buffer chunk) {
    long before = scanner.progress();
    scanner.feed(RequestBody.bytes(chunk));
    attempt.vigil().heard(scanner.phase() == Phase.CONTENT && scanner.progress() > before);
    if (scanner.malformed() || cutter.rest() > Relay.HELD_ANSWER) {
      attempt.abandon(Lost.of(Loss.MALFORMED, phase()));
      return;
    }
    try {
      for (Event event : cutter.feed(chunk)) {
        show(event);
      }
    } catch (IOException unreadable) {
      attempt.abandon(Lost.of(Loss.MALFORMED, phase()));
    }
    if (scanner.error() != null) {
      attempt.abandon(answered(scanner.error()));
    }
  }

  /** An error is not shown: it may be mended once more, and is told when it is not. */
  private void show(Event event) throws IOException {
    if (event.type().equals("error")) {
      return;
    }
    Buffer shown = continued.show(event);
    if (continued.begun() && !committed) {
      committed = true;
      call.commit();
    }
    flow.write(shown);
  }

  private Answered answered(@Nullable ErrorBody error) {
    return StreamedAnswer.answered(call, head, scanner, error);
  }

  @Override
  public void end() {
    attempt.settle(scanner.stopped() ? answered(null) : Lost.of(Loss.CUT, phase()));
  }

  @Override
  public Phase phase() {
    return scanner.phase();
  }

  @Override
  public boolean complete() {
    return scanner.stopped();
  }
}
