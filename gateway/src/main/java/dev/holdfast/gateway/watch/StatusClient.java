package dev.holdfast.gateway.watch;

import dev.holdfast.gateway.config.DurationText;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.relay.Egress;
import dev.holdfast.gateway.security.Loopback;
import dev.holdfast.gateway.watch.Fetched.Missed;
import dev.holdfast.gateway.watch.Fetched.Same;
import dev.holdfast.gateway.watch.Fetched.Version;
import dev.holdfast.gateway.watch.Fetched.Whole;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to status pages, apart from those that calls use: a slow page must not hold a call,
 * and an overloaded upstream must not hide its page. To be used on one event loop.
 */
final class StatusClient {
  /** More than any real page has; the reader takes no more either. */
  static final int LARGEST = 4 << 20;

  private static final int IDLE_SECONDS = 10;

  private final Vertx vertx;
  private final HttpClient client;
  private final @Nullable URI proxy;
  private final Duration patience;

  /**
   * A client.
   *
   * @param upstream whose proxy and certificates hold for its page too
   * @param patience how long a whole answer may take
   */
  StatusClient(Vertx vertx, Upstream upstream, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
    this.proxy = upstream.proxy();
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setForceSni(true)
            .setConnectTimeout(Math.toIntExact(patience.toMillis()))
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setDecompressionSupported(true);
    if (upstream.caFile() != null) {
      options.setTrustOptions(TrustOptions.wrap(Trust.alsoOf(upstream.caFile())));
    }
    this.client =
        vertx
            .httpClientBuilder()
            .with(options)
            .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
            .build();
  }

  /**
   * Asks for a document. Redirects are not followed: whoever may redirect may say what is green.
   *
   * @param known the version that we have
   * @return never fails
   */
  Future<Fetched> get(URI document, Version known) {
    Promise<Fetched> promise = Promise.promise();
    client
        .request(options(document, known))
        .onSuccess(request -> send(request, promise))
        .onFailure(e -> promise.tryComplete(Misses.of(e)));
    // The whole of it: a page that drips would keep any limit of silence.
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            t ->
                promise.tryComplete(
                    Misses.of(
                        new TimeoutException(
                            "no whole answer within " + DurationText.of(patience)))));
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private RequestOptions options(URI document, Version known) {
    boolean tls = "https".equalsIgnoreCase(document.getScheme());
    int usual = tls ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setHost(document.getHost())
            .setPort(document.getPort() == -1 ? usual : document.getPort())
            .setSsl(tls)
            .setURI(document.getRawPath())
            .putHeader(HttpHeaders.ACCEPT, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.USER_AGENT, "holdfast");
    if (known.tag() != null) {
      options.putHeader(HttpHeaders.IF_NONE_MATCH, known.tag());
    }
    if (known.modified() != null) {
      options.putHeader(HttpHeaders.IF_MODIFIED_SINCE, known.modified());
    }
    if (proxy != null && !Loopback.address(document.getHost())) {
      options.setProxyOptions(Egress.proxy(proxy));
    }
    return options;
  }

  private static void send(HttpClientRequest request, Promise<Fetched> promise) {
    // Of a page that goes on after we have given up, nothing more is read.
    promise
        .future()
        .onSuccess(done -> {
          if (done instanceof Missed) {
            request.reset();
          }
        });
    request
        .send()
        .onSuccess(answer -> read(answer, promise))
        .onFailure(e -> promise.tryComplete(Misses.of(e)));
  }

  private static void read(HttpClientResponse answer, Promise<Fetched> promise) {
    answer.exceptionHandler(e -> promise.tryComplete(new Missed("cut off", true)));
    if (answer.statusCode() == 304) {
      promise.tryComplete(new Same());
      return;
    }
    if (answer.statusCode() != 200) {
      promise.tryComplete(Misses.of(answer.statusCode(), answer.getHeader(HttpHeaders.LOCATION)));
      return;
    }
    Version version =
        new Version(
            answer.getHeader(HttpHeaders.ETAG), answer.getHeader(HttpHeaders.LAST_MODIFIED));
    Buffer body = Buffer.buffer();
    answer.handler(chunk -> {
      if (body.length() + chunk.length() > LARGEST) {
        promise.tryComplete(new Missed("larger than 4 MB", true));
      } else {
        body.appendBuffer(chunk);
      }
    });
    answer.endHandler(end -> promise.tryComplete(new Whole(body.getBytes(), version)));
  }

  Future<Void> close() {
    return client.close();
  }
}
