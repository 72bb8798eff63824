package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection that is cut is closed, whatever is still to be sent on it. */
class CutTest {
  private static final int SIZE = 16 << 20;

  @Test
  void thoughTheUpstreamReadsNothing() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Promise<Void> closed = Promise.promise();
      vertx
          .createHttpClient()
          .request(HttpMethod.POST, deaf.getLocalPort(), "127.0.0.1", "/")
          .onSuccess(request -> cut(request, closed))
          .onFailure(closed::tryFail);
      assertThatCode(() ->
              closed.future().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS))
          .doesNotThrowAnyException();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
  }

  private static void cut(HttpClientRequest request, Promise<Void> closed) {
    request.exceptionHandler(e -> {});
    request.connection().closeHandler(v -> closed.tryComplete());
    request.putHeader("content-length", Integer.toString(SIZE));
    request.write(Buffer.buffer(new byte[SIZE / 2]));
    request.reset();
    UpstreamClient.cut(request.connection());
  }
}
