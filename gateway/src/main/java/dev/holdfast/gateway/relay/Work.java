package dev.holdfast.gateway.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Objects;

/** Work on bytes: a little is done at once, much of it off the event loop. */
final class Work {
  /** About a millisecond's worth: more would hold up everybody else's calls. */
  private static final int LITTLE = 256 * 1024;

  private Work() {}

  /** Something made of bytes. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws IOException;
  }

  /**
   * Does it.
   *
   * @param bytes how many it reads
   */
  static <T> Future<T> on(long bytes, Vertx vertx, Task<T> task) {
    if (bytes > LITTLE) {
      return vertx.executeBlocking(task::run, false).map(Objects::requireNonNull);
    }
    try {
      return Future.succeededFuture(task.run());
    } catch (IOException unfit) {
      return Future.failedFuture(unfit);
    }
  }
}
