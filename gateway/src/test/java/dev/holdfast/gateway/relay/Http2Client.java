package dev.holdfast.gateway.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/** Speaks HTTP/2 in clear text to a gateway, all streams on one connection. */
final class Http2Client implements AutoCloseable {
  private static final int BOUND_SECONDS = 8;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final int port;

  Http2Client(int port) {
    this.port = port;
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(1));
  }

  /** A request for a message, ready to be ended. */
  HttpClientRequest request(Asking ask) throws Exception {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/messages?beta=true");
    HttpClientRequest request = get(client.request(options));
    return request.putHeader("x-api-key", "any").putHeader("x-lab-call", ask.id());
  }

  HttpClientResponse send(HttpClientRequest request, String body) throws Exception {
    request.end(body);
    return get(request.response());
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
