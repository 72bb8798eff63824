package dev.holdfast.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** An answer's body on its way to the caller, no faster than the caller takes it. */
final class Flow {
  private final HttpClientResponse from;
  private final Downstream to;
  private final Vigil vigil;

  Flow(HttpClientResponse from, Downstream to, Vigil vigil) {
    this.from = from;
    this.to = to;
    this.vigil = vigil;
  }

  void write(Buffer chunk) {
    if (chunk.length() == 0) {
      return;
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
