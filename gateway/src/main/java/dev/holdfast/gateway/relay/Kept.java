package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A whole answer that may be handed on.
 *
 * @param headers without those that belong to a connection
 */
record Kept(int status, MultiMap headers, Buffer body) {
  private static final int ERROR_BYTES = 64 * 1024;

  /** A good answer says that the request was taken, and that its result comes later. */
  Kept accepted() {
    return status == 200 ? new Kept(202, headers, body) : this;
  }

  /** What the body says if it is that of an error. */
  ErrorBody error() {
    byte[] bytes = body.getBytes(0, Math.min(body.length(), ERROR_BYTES));
    return ErrorBody.read(bytes, bytes.length);
  }
}
