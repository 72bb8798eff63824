package dev.holdfast.gateway.relay;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * The caller's side of a call. Knows whether the head is out, and never ends a broken answer as if
 * it were whole.
 */
final class Downstream {
  private static final CharSequence TE = HttpHeaders.createOptimized("te");

  private final HttpServerResponse response;
  private final boolean head;

  /** Whether the caller said that it reads trailers. Some clients choke on them unasked. */
  private final boolean trailers;

  Downstream(HttpServerRequest request) {
    this.response = request.response();
    this.trailers = request.headers().contains(TE, "trailers", true);
    this.head = request.method().name().equals("HEAD");
  }

  boolean headSent() {
    return response.headWritten();
  }

  /** Whether the caller can take no more for now. */
  boolean full() {
    return response.writeQueueFull();
  }

  void onDrain(Handler<Void> handler) {
    response.drainHandler(handler);
  }

  /** Sends a whole answer. */
  void whole(Kept answer, MultiMap ours) {
    MultiMap headers = start(answer.status(), answer.headers(), ours);
    boolean bodiless = head || answer.status() == 204 || answer.status() == 304;
    if (bodiless) {
      response.end();
      return;
    }
    headers.set(HttpHeaders.CONTENT_LENGTH, String.valueOf(answer.body().length()));
    response.end(answer.body());
  }

  /** Starts an answer whose body follows piece by piece. */
  void open(int status, MultiMap upstream, MultiMap ours) {
    MultiMap headers = start(status, upstream, ours);
    if (!headers.contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
      if (trailers) {
        headers.set("trailer", Faces.READING);
      }
    }
  }

  private MultiMap start(int status, MultiMap upstream, MultiMap ours) {
    return response.setStatusCode(status).headers().setAll(upstream).addAll(ours);
  }

  /** What is only known at the end of an answer, for callers that can take it then. */
  void trail(MultiMap fields) {
    if (trailers && response.isChunked()) {
      response.trailers().addAll(fields);
    }
  }

  void write(Buffer chunk) {
    response.write(chunk);
  }

  void end() {
    response.end();
  }

  void end(Buffer last) {
    response.end(last);
  }

  /** Breaks the connection or the HTTP/2 stream: the only honest end of a cut body. */
  void abort() {
    response.reset();
  }
}
