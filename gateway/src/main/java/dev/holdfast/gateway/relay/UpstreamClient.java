package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Connections of one event loop to the upstream. Requests go to the configured host and nowhere
 * else, whatever the caller says.
 */
public final class UpstreamClient {
  private static final int CONNECT_MILLIS = 10_000;

  /** Well under the idle limits of edges in use, so that we close before they do. */
  private static final int IDLE_SECONDS = 45;

  /** Each stream needs a connection of its own on HTTP/1.1; callers, not we, bound their number. */
  private static final int CONNECTIONS = 16_384;

  private static final int HTTP2_CONNECTIONS = 64;
  private static final int HTTP2_STREAMS = 100;
  private static final int HTTP2_WINDOW = 1 << 20;
  private static final int MAX_HEADERS = 64 * 1024;

  private final HttpClient client;
  private final URI url;
  private final boolean tls;
  private final int port;
  private final String prefix;

  /** Connections that have served an exchange: only those can be stale. */
  private final Set<HttpConnection> served = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * What a request says besides its body.
   *
   * @param uri path and query as the caller sent them
   * @param headers as they go upstream, the length of the body included
   */
  public record Line(HttpMethod method, String uri, MultiMap headers) {}

  /** Connections of its own, that nobody else waits for. */
  public UpstreamClient(Vertx vertx, GatewayConfig.Upstream config) {
    this.url = config.url();
    this.tls = "https".equalsIgnoreCase(url.getScheme());
    this.port = port(url, tls);
    this.prefix = prefix(url);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setHttp2MaxSize(HTTP2_CONNECTIONS);
    this.client =
        vertx
            .httpClientBuilder()
            .with(options(config))
            .with(pool)
            // The calls on a connection are told of its end; Vert.x would log it as an error too.
            .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
            .build();
  }

  private HttpClientOptions options(GatewayConfig.Upstream config) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setTcpKeepAlive(true)
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setHttp2KeepAliveTimeout(IDLE_SECONDS)
            .setHttp2MultiplexingLimit(HTTP2_STREAMS)
            .setHttp2ConnectionWindowSize(HTTP2_WINDOW)
            .setMaxHeaderSize(MAX_HEADERS)
            .setSsl(tls);
    options.getInitialSettings().setMaxHeaderListSize(MAX_HEADERS);
    if (tls) {
      options.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2).setForceSni(true);
    }
    if (config.caFile() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(config.caFile().toString()));
    }
    if (config.proxy() != null) {
      options.setProxyOptions(Egress.proxy(config.proxy()));
    }
    return options;
  }

  /** The name of the place, as endpoints and answers show it. */
  String name() {
    return url.getAuthority();
  }

  /** A request with its head ready, on a connection. */
  public Future<HttpClientRequest> request(Line line) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(line.method())
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(prefix.isEmpty() ? line.uri() : prefix + line.uri())
            // Vert.x copies them into the request, so every attempt may lend the same.
            .setHeaders(line.headers());
    return client.request(options);
  }

  private static int port(URI url, boolean tls) {
    if (url.getPort() != -1) {
      return url.getPort();
    }
    return tls ? 443 : 80;
  }

  private static String prefix(URI url) {
    String path = url.getRawPath();
    if (path == null) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Whether the connection has served an exchange before. */
  public boolean servedBefore(HttpConnection connection) {
    return served.contains(connection);
  }

  /** The connection served an exchange. */
  public void served(HttpConnection connection) {
    served.add(connection);
  }

  /** Ends an HTTP/1.1 connection now; one of HTTP/2 carries other calls too. */
  static void cut(HttpConnection connection) {
    if (connection.protocolVersion() != HttpVersion.HTTP_2) {
      Cut.off(connection);
    }
  }

  /** Ends all of them. */
  public Future<Void> close() {
    return client.close();
  }
}
