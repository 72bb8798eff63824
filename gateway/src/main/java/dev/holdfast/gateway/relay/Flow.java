package dev.holdfast.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** An answer's body on its way to the caller, no faster than the caller takes it. */
final class Flow {
  private final HttpClientResponse from;
  private final Downstream to;
  private final Vigil vigil;
  private final @Nullable Handed record;

  /**
   * A flow.
   *
   * @param record keeps what is handed on; null if nobody needs it
   */
  Flow(HttpClientResponse from, Downstream to, Vigil vigil, @Nullable Handed record) {
    this.from = from;
    this.to = to;
    this.vigil = vigil;
    this.record = record;
  }

  void write(Buffer chunk) {
    if (chunk.length() == 0) {
      return;
    }
    if (record != null) {
      record.add(chunk);
    }
    to.write(chunk);
    if (to.full()) {
      from.pause();
      vigil.pause();
      to.onDrain(v -> drained());
    }
  }

  private void drained() {
    vigil.resume();
    from.resume();
  }
}
