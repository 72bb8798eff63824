package dev.holdfast.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * What comes after an answer is over. Mostly that is nothing: waiting a moment for the end spares
 * the connection, which cancelling would cost. What does not end is cancelled.
 */
final class Rest {
  private static final int MOST = 64 << 10;

  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private long bytes;

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for what is dropped.
  void begin(Flow.Subscription upstream) {
    ended
        .completeOnTimeout(false, 1, TimeUnit.SECONDS)
        .thenAccept(well -> {
          if (!well) {
            upstream.cancel();
          }
        });
    upstream.request(Long.MAX_VALUE);
  }

  void discard(List<ByteBuffer> chunks) {
    chunks.forEach(chunk -> bytes += chunk.remaining());
    if (bytes > MOST) {
      ended.complete(false);
    }
  }

  void ended() {
    ended.complete(true);
  }
}
