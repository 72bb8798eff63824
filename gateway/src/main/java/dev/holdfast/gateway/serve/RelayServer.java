package dev.holdfast.gateway.serve;

import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.relay.Relay;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The listener and relay of one event loop. */
final class RelayServer extends VerticleBase {
  private static final int MAX_HEADERS = 64 * 1024;
  private static final int MAX_LINE = 16 * 1024;

  /** Of one HTTP/2 connection: a caller may well keep all its streams on one. */
  private static final int STREAMS = 1_000;

  private final Relay relay;
  private final Listen at;
  private @Nullable HttpServer server;

  private RelayServer(Relay relay, Listen at) {
    this.relay = relay;
    this.at = at;
  }

  /** Starts one on an event loop of its own. */
  static Future<RelayServer> deploy(Vertx vertx, Relay relay, Listen at) {
    RelayServer server = new RelayServer(relay, at);
    return vertx.deployVerticle(server).map(server);
  }

  @Override
  public Future<?> start() {
    HttpServer http = vertx.createHttpServer(options()).requestHandler(relay::handle);
    server = http;
    // The calls on a connection are told of its end; Vert.x would log it as an error too.
    http.connectionHandler(connection -> connection.exceptionHandler(e -> {}));
    return http.invalidRequestHandler(Relay::invalid).listen(at.port(), at.host());
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpKeepAlive(true)
            // Two handlers less on the way of every byte; the API has no WebSockets.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxHeaderSize(MAX_HEADERS)
            .setMaxInitialLineLength(MAX_LINE);
    Http2Settings http2 = options.getInitialSettings();
    http2.setMaxHeaderListSize(MAX_HEADERS).setMaxConcurrentStreams(STREAMS);
    if (at.tls() != null) {
      options.setSsl(true).setUseAlpn(true);
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .setCertPath(at.tls().cert().toString())
              .setKeyPath(at.tls().key().toString()));
    }
    return options;
  }

  int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Lets calls under way finish, at most for a while. */
  Future<Void> shutdown(Duration atMost) {
    return server == null ? Future.succeededFuture() : server.shutdown(atMost);
  }
}
