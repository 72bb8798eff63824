package dev.holdfast.gateway.watch;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of a status page that answers as it is told. */
final class PageHost implements AutoCloseable {
  static final String GREEN = page("operational");
  static final String RED = page("major_outage");

  final List<String> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final HttpServer server;
  private volatile Handler<HttpServerRequest> manner;

  private PageHost(Vertx vertx, Handler<HttpServerRequest> manner) {
    this.manner = manner;
    this.server =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(request -> {
              asked.add(request.path() + " " + request.getHeader("if-none-match"));
              this.manner.handle(request);
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static PageHost that(Vertx vertx, Handler<HttpServerRequest> manner) {
    return new PageHost(vertx, manner);
  }

  /** Always the same text. */
  static Handler<HttpServerRequest> says(String body) {
    return request -> request.response().end(body);
  }

  /** A page with nothing but the API on it. */
  static String page(String status) {
    return """
    {"components":[{"id":"k8w3r06qmzrp","name":"Claude API (api.anthropic.com)","status":"%s"}],\
    "incidents":[]}\
    """
        .formatted(status);
  }

  void now(Handler<HttpServerRequest> other) {
    manner = other;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
