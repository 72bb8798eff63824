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

  /** What the body says if it is that of an error. */
  ErrorBody error() {
    byte[] bytes = body.getBytes(0, Math.min(body.length(), ERROR_BYTES));
    return ErrorBody.read(bytes, bytes.length);
  }
}
