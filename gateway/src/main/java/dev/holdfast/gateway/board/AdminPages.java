package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.StreamPage;
import dev.holdfast.gateway.security.AdminGuard;
import dev.holdfast.gateway.security.AdminGuard.Knock;
import dev.holdfast.gateway.security.AdminGuard.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the admin listener: the guard first, then the page that is asked for. */
final class AdminPages implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);

  /** No form of a web page can send it, whatever page a browser on this machine is led to. */
  private static final String MEANT = "x-holdfast-admin";

  private static final String LASTING = "private, max-age=31536000, immutable";

  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** A page may use what comes from here, and nothing inline: text that gets in cannot act. */
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /**
   * What anybody may frame has nothing to click on but a link, and nothing to read for a script.
   */
  private static final String FRAMED =
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors *";

  private final AdminGuard guard;
  private final Pages pages;

  AdminPages(AdminGuard guard, Pages pages) {
    this.guard = guard;
    this.pages = pages;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Page page = pages.at(path(request));
    Refusal refusal = guard.refusal(knock(request, page != null && page.open()));
    if (refusal != null) {
      refuse(request, refusal);
    } else if (page == null) {
      send(request, Answer.plain(404, pages.list()));
    } else if (!page.methods().contains(request.method())) {
      String allowed = allowed(page);
      request.response().putHeader("Allow", allowed);
      String only = allowed.replace(", ", " and ") + " only; ";
      sendAndLeave(request, Answer.plain(405, only + pages.list()));
    } else if (!Page.READS.contains(request.method()) && !meant(request, page)) {
      sendAndLeave(
          request, Answer.plain(403, "what changes something wants the header " + MEANT + ": 1"));
    } else if (page instanceof StreamPage stream) {
      stream.open(request);
    } else {
      answer(page, request)
          .onSuccess(a -> send(request, a, page.framed()))
          .onFailure(e -> fail(request, e));
    }
  }

  /** Whether a change is meant by whoever sends it: browsers name the page that a form is on. */
  private static boolean meant(HttpServerRequest request, Page page) {
    return request.headers().contains(MEANT)
        || (page.forms() && request.headers().contains("Origin"));
  }

  /** A page that throws has failed like one that says so. */
  private static Future<Answer> answer(Page page, HttpServerRequest request) {
    return Future.future(promise -> page.answer(request).onComplete(promise));
  }

  private static String allowed(Page page) {
    return page.methods().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
  }

  private static Knock knock(HttpServerRequest request, boolean open) {
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
    return send(request, answer, false);
  }

  private static Future<Void> send(HttpServerRequest request, Answer answer, boolean framed) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return Future.succeededFuture();
    }
    if (answer.zipped()) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (answer.location() != null) {
      response.putHeader("Location", answer.location());
    }
    String page = framed ? FRAMED : PAGES;
    return response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.type())
        .putHeader("Content-Length", Integer.toString(answer.body().length()))
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", answer.lasting() ? LASTING : "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        // With none at all browsers would not say whose page a form is on.
        .putHeader("Referrer-Policy", answer.page() ? "same-origin" : "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", framed ? "cross-origin" : "same-origin")
        .putHeader("Content-Security-Policy", answer.page() ? page : NOTHING)
        .end(answer.body());
  }
}
