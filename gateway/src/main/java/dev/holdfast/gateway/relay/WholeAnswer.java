package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.JsonNames;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.TopFields;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Usage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is not the stream of a message. It is handed on when it is whole, so that a
 * body cut half-way can be tried again; one that grows beyond what is held flows from there on.
 */
final class WholeAnswer implements AnswerReader {
  private static final int ERROR_BYTES = 64 * 1024;
  private static final JsonNames FIELDS =
      JsonNames.of("stop_reason", "content", "usage").and(Usage.FIELDS);

  private final RelayedCall call;
  private final Attempt attempt;
  private final HttpClientResponse head;
  private final int held;
  private final TopFields fields = new TopFields(FIELDS);
  private Buffer body = Buffer.buffer(0);
  private boolean gathered;
  private @Nullable Flow flow;

  /**
   * A reader.
   *
   * @param held how many bytes to hold before the answer flows
   */
  WholeAnswer(RelayedCall call, Attempt attempt, HttpClientResponse head, int held) {
    this.call = call;
    this.attempt = attempt;
    this.head = head;
    this.held = held;
  }

  @Override
  public void chunk(Buffer chunk) {
    attempt.vigil().heard(false);
    if (call.message()) {
      fields.feed(RequestBody.bytes(chunk));
    }
    if (flow != null) {
      flow.write(chunk);
    } else {
      hold(chunk);
      flowIfTooLong();
    }
  }

  /** Most answers come in one piece, which is handed on as it is. */
  private void hold(Buffer chunk) {
    if (body.length() == 0) {
      body = chunk;
      return;
    }
    if (!gathered) {
      body = Buffer.buffer(2 * (body.length() + chunk.length())).appendBuffer(body);
      gathered = true;
    }
    body.appendBuffer(chunk);
  }

  private void flowIfTooLong() {
    if (body.length() > held) {
      call.open(head, false);
      call.commit();
      flow = call.flow(head, attempt);
      flow.write(body);
    }
  }

  @Override
  public void end() {
    if (foreign() || cut()) {
      attempt.settle(Lost.of(foreign() ? Loss.MALFORMED : Loss.CUT, phase()));
      return;
    }
    Answered outcome = outcome();
    if (flow == null) {
      MultiMap headers = HeaderRules.downstream(head.headers());
      call.keep(new Kept(head.statusCode(), headers, body), outcome);
    } else {
      call.told();
    }
    attempt.settle(outcome);
  }

  /** A success that is not JSON where a message was asked for did not come from Anthropic. */
  private boolean foreign() {
    String type = head.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean json = type != null && type.contains("json");
    return call.message() && success() && !json && flow == null;
  }

  /** A message whose JSON ends too early, however clean the end of its body looks. */
  private boolean cut() {
    boolean readable = !head.headers().contains(HttpHeaders.CONTENT_ENCODING);
    return call.message() && success() && readable && !fields.whole();
  }

  private boolean success() {
    return head.statusCode() / 100 == 2;
  }

  private Answered outcome() {
    int status = head.statusCode();
    if (success()) {
      String stopReason = call.message() ? fields.field("stop_reason") : null;
      Meaning meaning = call.message() ? meaning(stopReason) : null;
      return new Answered(
          status, HeaderNames.read(head.headers()), null, Phase.CONTENT, stopReason, meaning);
    }
    byte[] error = body.getBytes(0, Math.min(body.length(), ERROR_BYTES));
    return Answered.failed(
        status, HeaderNames.read(head.headers()), ErrorBody.read(error, error.length));
  }

  /** Why it was refused stands deeper than the scanner looks; refusals are short. */
  private Meaning meaning(@Nullable String stopReason) {
    Meaning meaning =
        Meaning.of(stopReason)
            .withContent(!"[]".equals(fields.field("content")))
            .using(fields.usage());
    if (meaning.reading() == Reading.REFUSED && flow == null) {
      byte[] message = body.getBytes();
      meaning = Meaning.ofMessage(message, message.length);
    }
    return meaning.withTools(call.tools());
  }

  @Override
  public Phase phase() {
    if (flow != null) {
      return Phase.CONTENT;
    }
    return body.length() > 0 ? Phase.PRE_CONTENT : Phase.HEADERS;
  }

  @Override
  public boolean complete() {
    return false;
  }
}
