package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Tls;
import dev.holdfast.gateway.security.AdminGuard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The listener for people and monitoring, apart from the callers' one: what is served here never
 * stands in the way of a call, and a caller's port never serves it.
 */
public final class AdminServer {
  private static final int IDLE_SECONDS = 60;

  /** Else the system keeps megabytes for each page that is open somewhere and does not read. */
  private static final int SEND_BUFFER = 1 << 17;

  private final HttpServer server;

  private AdminServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts listening where {@code admin.listen} says.
   *
   * @param facts what the process tells of itself; may not be ready yet
   * @param pages what is served besides
   * @return failed if the port is taken, a PEM file is unreadable, or the listener would be open to
   *     the network without a token
   */
  public static Future<AdminServer> start(
      Vertx vertx, GatewayConfig config, AdminFacts facts, List<Page> pages) {
    Listen listen = config.admin().listen();
    AdminGuard guard;
    try {
      guard = AdminGuard.of(listen.host(), config.admin().token());
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    return vertx
        .createHttpServer(options(listen))
        .requestHandler(new AdminPages(guard, new Pages(vertx, facts, pages)))
        .listen()
        .map(AdminServer::new);
  }

  /** The port it listens on, also where the config left the choice to the system. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening and closes every connection. */
  public Future<Void> close() {
    return server.close();
  }

  private static HttpServerOptions options(Listen listen) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(listen.host())
            .setPort(listen.port())
            .setUseAlpn(false)
            .setHttp2ClearTextEnabled(false)
            .setSendBufferSize(SEND_BUFFER)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    Tls tls = listen.tls();
    if (tls != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(tls.cert().toString())
                  .setKeyPath(tls.key().toString()));
    }
    return options;
  }
}
