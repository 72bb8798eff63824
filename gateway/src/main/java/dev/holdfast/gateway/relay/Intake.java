package dev.holdfast.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a request whole, within its limits, and makes a call of it. */
final class Intake {
  private static final long MEGABYTE = 1024L * 1024;

  private final Relay relay;
  private final HttpServerRequest request;
  private final RequestBody body;
  private final Instant arrived;
  private final String id;
  private @Nullable RelayedCall call;
  private boolean refused;

  Intake(Relay relay, HttpServerRequest request) {
    this.relay = relay;
    this.request = request;
    this.body = new RequestBody(relay.memory());
    this.arrived = relay.now();
    this.id = relay.nextId();
  }

  void read() {
    request.exceptionHandler(e -> gone());
    request.response().exceptionHandler(e -> gone());
    request.response().closeHandler(v -> gone());
    request.handler(this::chunk);
    request.endHandler(v -> end());
    check();
  }

  /** What can be refused before the body comes. */
  private void check() {
    if (relay.foreign(request)) {
      String mend =
          "requests from web pages and for other hosts are refused: it has keys of its own";
      refuse(403, "permission_error", mend);
    } else if (!request.uri().startsWith("/") || request.method().equals(HttpMethod.CONNECT)) {
      refuse(400, "invalid_request_error", "the request target must be a path");
    } else if (!tooLarge(announced())
        && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
  }

  private long announced() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException invalid) {
      return 0;
    }
  }

  /** Anthropic's limits: beyond them the edge answers 413 after the upload. */
  private long limit() {
    String path = Relay.path(request);
    if (path.endsWith("/v1/files")) {
      return 500 * MEGABYTE;
    }
    return path.contains("/v1/messages/batches") ? 256 * MEGABYTE : 32 * MEGABYTE;
  }

  private void chunk(Buffer chunk) {
    if (refused) {
      return;
    }
    long size = body.size() + chunk.length();
    if (tooLarge(size)) {
      return;
    }
    if (!body.add(chunk)) {
      refuse(529, "overloaded_error", "replay memory is full; come back shortly");
    }
  }

  /** Refuses a body that can never be taken, however long the caller waits. */
  private boolean tooLarge(long size) {
    long memory = relay.memory().limit();
    if (size > limit()) {
      tooLarge(limit(), "the limit of this endpoint");
    } else if (size > memory) {
      tooLarge(memory, "the whole replay memory; raise replay-memory or the heap");
    }
    return refused;
  }

  private void tooLarge(long most, String which) {
    String message = "the request body is larger than " + most + " bytes, " + which;
    refuse(413, "request_too_large", message);
  }

  /** Answers at once; what still comes of the body is read and dropped. */
  private void refuse(int status, String type, String why) {
    refused = true;
    body.release();
    Kept answer = OwnAnswer.of(status, type, OwnAnswer.signed(why, id));
    if (status == 529) {
      answer.headers().set(HttpHeaders.RETRY_AFTER, "1");
    }
    new Downstream(request).whole(answer, Faces.refused(id));
    relay.refused(request, id, "refused with " + status + ": " + why);
  }

  private void end() {
    if (!refused) {
      call = new RelayedCall(relay, request, body, id, arrived);
      call.start();
    }
  }

  private void gone() {
    if (call != null) {
      call.gone();
    } else {
      refused = true;
      body.release();
    }
  }
}
