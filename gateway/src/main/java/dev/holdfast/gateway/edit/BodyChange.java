package dev.holdfast.gateway.edit;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** Makes another request body of one. */
@FunctionalInterface
public interface BodyChange {
  /**
   * The changed body. Reads all of it: not on an event loop if it is big.
   *
   * @param chunks the body's bytes in UTF-8; not changed, and shared with the result
   * @throws IOException if it cannot be changed so
   */
  List<Buffer> applyTo(List<Buffer> chunks) throws IOException;
}
