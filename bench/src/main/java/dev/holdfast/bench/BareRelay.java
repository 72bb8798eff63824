package dev.holdfast.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * The least a relay can do on the gateway's stack: no policy, no retry, no log, no safety. What it
 * costs is the floor under what the gateway can cost.
 */
public final class BareRelay extends AbstractVerticle {
  private final int port;
  private final int upstream;

  private BareRelay(int port, int upstream) {
    this.port = port;
    this.upstream = upstream;
  }

  /** Relays from the first port to the second. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      vertx.deployVerticle(new BareRelay(Integer.parseInt(args[0]), Integer.parseInt(args[1])));
    }
  }

  @Override
  public void start() {
    HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(4096));
    vertx
        .createHttpServer(new HttpServerOptions())
        .requestHandler(request -> request.body().onSuccess(body -> relay(client, request, body)))
        .listen(port, "127.0.0.1");
  }

  private void relay(HttpClient client, HttpServerRequest request, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(upstream)
            .setURI(request.uri());
    client
        .request(options)
        .onSuccess(out -> {
          out.headers().addAll(request.headers());
          send(out, body, request);
        });
  }

  private static void send(HttpClientRequest out, Buffer body, HttpServerRequest request) {
    out.send(body).onSuccess(answer -> handOn(answer, request));
  }

  private static void handOn(HttpClientResponse answer, HttpServerRequest request) {
    request.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
    answer.pipeTo(request.response());
  }
}
