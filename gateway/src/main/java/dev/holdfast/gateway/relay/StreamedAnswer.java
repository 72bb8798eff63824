package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.SseScanner;
import dev.holdfast.reading.Meaning;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event stream of a message. Its head is held until content comes, or a moment after
 * {@code message_start}, so that an error as the first event is an ordinary failure that can be
 * tried again. From the first content on, every event passes in the turn its end came in.
 */
final class StreamedAnswer implements AnswerReader {
  private final RelayedCall call;
  private final Attempt attempt;
  private final HttpClientResponse head;
  private final SseScanner scanner = new SseScanner();
  private Buffer held = Buffer.buffer();

  /** How much of what is held are whole events. */
  private int whole;

  private @Nullable Flow flow;
  private boolean timed;

  StreamedAnswer(RelayedCall call, Attempt attempt, HttpClientResponse head) {
    this.call = call;
    this.attempt = attempt;
    this.head = head;
  }

  @Override
  public void chunk(Buffer chunk) {
    Flow flowing = scanner.phase() == Phase.CONTENT ? flow : null;
    long before = scanner.progress();
    scanner.feed(RequestBody.bytes(chunk));
    attempt.vigil().heard(scanner.phase() == Phase.CONTENT && scanner.progress() > before);
    // An error after content is not for the caller as long as it may be mended.
    int ended = call.resumes() ? scanner.sound() : scanner.whole();
    if (flowing != null && held.length() == 0 && ended == chunk.length()) {
      flowing.write(chunk);
    } else {
      hold(chunk, ended);
      handOn();
    }
    if (scanner.error() != null) {
      failed(scanner.error());
    } else if (scanner.malformed() || held.length() > Relay.HELD_ANSWER) {
      attempt.abandon(Lost.of(Loss.MALFORMED, phase()));
    }
  }

  private void hold(Buffer chunk, int ended) {
    whole = ended == 0 ? whole : held.length() + ended;
    held.appendBuffer(chunk);
  }

  private void handOn() {
    if (scanner.phase() == Phase.CONTENT) {
      call.commit();
      release();
    } else if (scanner.error() == null && !scanner.malformed()) {
      beforeContent();
    }
  }

  /** Events before content may pass once the head is out: pings keep the caller patient. */
  private void beforeContent() {
    if (flow != null) {
      release();
    } else if (scanner.started() && !timed) {
      timed = true;
      call.after(Relay.HOLD_HEAD, this::openWithoutContent);
    }
  }

  private void openWithoutContent() {
    if (!attempt.over() && flow == null && scanner.error() == null && !scanner.malformed()) {
      release();
    }
  }

  /**
   * Hands on the whole events that are held; the head first, if it is not out yet. A part of an
   * event waits for the rest of it, so that an error can always follow what was handed on.
   */
  private void release() {
    Buffer events = held.getBuffer(0, whole);
    held = held.getBuffer(whole, held.length());
    whole = 0;
    if (flow == null) {
      // A caller that has seen one message_start must not see that of a second attempt.
      events = call.opened() ? MessageStart.cutFrom(events) : events;
      flow = opened();
    }
    flow.write(events);
  }

  private Flow opened() {
    if (!call.opened()) {
      call.open(head, true);
    }
    return call.flow(head, attempt);
  }

  /** After an error event nothing follows that a caller could use. */
  private void failed(ErrorBody error) {
    Answered outcome = answered(call, head, scanner, error);
    if (scanner.phase() != Phase.CONTENT) {
      call.keep(OwnAnswer.ofEvent(error, head.headers()), outcome);
    } else if (!call.resumes()) {
      call.told();
    }
    attempt.abandon(outcome);
  }

  /** What a stream brought back. */
  static Answered answered(
      RelayedCall call, HttpClientResponse head, SseScanner scanner, @Nullable ErrorBody error) {
    Meaning meaning = scanner.meaning();
    return new Answered(
        head.statusCode(),
        HeaderNames.read(head.headers()),
        error,
        scanner.phase(),
        scanner.stopReason(),
        meaning == null ? null : meaning.withTools(call.tools()));
  }

  @Override
  public void end() {
    if (scanner.stopped() && flow != null) {
      flow.write(held);
    }
    attempt.settle(
        scanner.stopped() ? answered(call, head, scanner, null) : Lost.of(Loss.CUT, phase()));
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
