package dev.holdfast.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.holdfast.drive.AnswerStream;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The answer that a call ended with. Closing it closes the connection's own. */
final class GuardedResponse implements HttpResponse {
  private final int status;
  private final Headers headers;
  private final InputStream body;
  private final HttpResponse wire;

  private GuardedResponse(int status, Headers headers, InputStream body, HttpResponse wire) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.wire = wire;
  }

  /** An answer whose content is coming. */
  static GuardedResponse flowing(HttpResponse wire, AnswerStream body) {
    return new GuardedResponse(wire.statusCode(), wire.headers(), body, wire);
  }

  /**
   * An answer that was read to its end. An error event has the status it stands for; and no failure
   * is to be retried by the SDK as well.
   */
  static GuardedResponse whole(HttpResponse wire, Answered answered, byte[] body) {
    boolean good = answered.status() / 100 == 2;
    ErrorBody told = good ? answered.error() : null;
    if (good && told == null) {
      return of(answered.status(), wire.headers(), body, wire);
    }
    Headers.Builder headers = wire.headers().toBuilder().replace("x-should-retry", "false");
    if (told == null) {
      return of(answered.status(), headers.build(), body, wire);
    }
    headers.replace("content-type", "application/json").remove("content-length");
    return of(told.status(), headers.build(), told.toJson(), wire);
  }

  private static GuardedResponse of(int status, Headers headers, byte[] body, HttpResponse wire) {
    return new GuardedResponse(status, headers, new ByteArrayInputStream(body), wire);
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      wire.close();
    }
  }
}
