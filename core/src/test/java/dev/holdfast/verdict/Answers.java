package dev.holdfast.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Heads;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;

/** What an upstream may answer, for tests. */
public final class Answers {
  public static final Outcome OK = Answered.whole(200, Headers.NONE);
  public static final Outcome REFUSED_CONNECTION = Lost.of(Loss.CONNECT, Phase.CONNECT);
  public static final Outcome STALE = new Lost(Loss.RESET, Phase.SENT, true);
  public static final Outcome CANCELLED = new Outcome.Cancelled(Phase.SENT);

  private Answers() {}

  /** The answer of a message, as the upstream called it. */
  public static Outcome message(String requestId, String stopReason) {
    return new Answered(200, Heads.of("request-id", requestId), null, Phase.CONTENT, stopReason);
  }

  /** A failed answer whose body says nothing, with headers as name, value, name, value. */
  public static Outcome status(int status, String... headers) {
    return Answered.failed(status, Heads.of(headers), null);
  }

  /** A failed answer in Anthropic's own shape. */
  public static Outcome envelope(int status, String type, String message, String... headers) {
    ErrorBody body = new ErrorBody(true, type, message, null, "req_1");
    return Answered.failed(status, Heads.of(headers), body);
  }

  /** A failed answer with any body. */
  public static Outcome body(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(UTF_8);
    return Answered.failed(status, Heads.of(headers), ErrorBody.read(bytes, bytes.length));
  }

  /** A 200 stream that told of an error before any content. */
  public static Outcome event(String type, String... headers) {
    ErrorBody body = new ErrorBody(true, type, "m", null, null);
    return new Answered(200, Heads.of(headers), body, Phase.PRE_CONTENT, null);
  }
}
