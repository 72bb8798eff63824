package dev.holdfast.gateway.board;

import dev.holdfast.gateway.security.AdminGuard;
import dev.holdfast.gateway.security.AdminGuard.Knock;
import dev.holdfast.gateway.security.AdminGuard.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the admin listener. Nothing here is slow but the scrape. */
final class AdminPages implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);
  private static final List<String> PATHS = List.of("/", "/healthz", "/readyz", "/metrics");
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String LIST = "here are: " + String.join(" ", PATHS);
  private static final String INDEX =
      """
      Holdfast, admin listener

      /healthz   200 while the process answers
      /readyz    200 while calls are welcome, 503 before and while draining
      /metrics   Prometheus text format\
      """;

  private final Vertx vertx;
  private final AdminGuard guard;
  private final AdminFacts facts;

  AdminPages(Vertx vertx, AdminGuard guard, AdminFacts facts) {
    this.vertx = vertx;
    this.guard = guard;
    this.facts = facts;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Refusal refusal = guard.refusal(knock(request));
    if (refusal != null) {
      refuse(request, refusal);
    } else if (!PATHS.contains(path(request))) {
      send(request, Answer.plain(404, LIST));
    } else if (!READS.contains(request.method())) {
      request.response().putHeader("Allow", "GET, HEAD");
      sendAndLeave(request, Answer.plain(405, "GET and HEAD only; " + LIST));
    } else {
      page(request).onSuccess(answer -> send(request, answer)).onFailure(e -> fail(request, e));
    }
  }

  private Future<Answer> page(HttpServerRequest request) {
    return switch (path(request)) {
      case "/healthz" -> Future.succeededFuture(Answer.plain(200, "ok"));
      case "/readyz" -> Future.succeededFuture(ready());
      case "/metrics" -> scrape(Scrape.zips(request.getHeader("Accept-Encoding")));
      default -> Future.succeededFuture(Answer.plain(200, INDEX));
    };
  }

  private Answer ready() {
    return facts.ready() ? Answer.plain(200, "ready") : Answer.plain(503, "not ready");
  }

  /** Ordered, so that however many scrape at once only one worker is ever busy with it. */
  private Future<Answer> scrape(boolean zipped) {
    return vertx.executeBlocking(() -> Scrape.of(facts, zipped), true).map(Objects::requireNonNull);
  }

  private static Knock knock(HttpServerRequest request) {
    String path = path(request);
    boolean open = path.equals("/healthz") || path.equals("/readyz");
    return new Knock(
        host(request), request.getHeader("Origin"), request.getHeader("Authorization"), open);
  }

  /** The path; a request line may lack one, as in {@code OPTIONS *}. */
  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private static @Nullable String host(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("Host");
    return hosts.size() == 1 ? hosts.get(0) : null;
  }

  private static void refuse(HttpServerRequest request, Refusal refusal) {
    if (refusal.status() == 401) {
      request.response().putHeader("WWW-Authenticate", "Bearer realm=\"holdfast admin\"");
    }
    sendAndLeave(request, Answer.plain(refusal.status(), refusal.sentence()));
  }

  private static void fail(HttpServerRequest request, Throwable e) {
    LOG.atError().setCause(e).log("admin {} failed", path(request));
    send(request, Answer.plain(500, "failed; the log says why"));
  }

  /** Whoever is refused may still be sending: that need not be read to its end. */
  private static void sendAndLeave(HttpServerRequest request, Answer answer) {
    request.response().putHeader("Connection", "close");
    send(request, answer).onComplete(sent -> request.connection().close());
  }

  private static Future<Void> send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return Future.succeededFuture();
    }
    if (answer.zipped()) {
      response.putHeader("Content-Encoding", "gzip");
    }
    return response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.type())
        .putHeader("Content-Length", Integer.toString(answer.body().length()))
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .end(answer.body());
  }
}
