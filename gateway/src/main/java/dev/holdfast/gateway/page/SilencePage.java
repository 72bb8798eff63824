package dev.holdfast.gateway.page;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.fleet.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** One silence, to be ended before its time. */
final class SilencePage implements Page {
  private final Vertx vertx;
  private final Pager pager;

  SilencePage(Vertx vertx, Pager pager) {
    this.vertx = vertx;
    this.pager = pager;
  }

  @Override
  public String path() {
    return SilencesPage.PATH + "/";
  }

  @Override
  public String purpose() {
    return "DELETE ID: ends a silence";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.DELETE);
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    String id = String.valueOf(request.path()).substring(path().length());
    return Asked.then(
        vertx,
        request,
        asked ->
            pager.order(new Order.Unsilenced(id))
                ? Answer.json("{\"ok\": true}")
                : Answer.plain(404, "no silence '" + id + "': GET " + SilencesPage.PATH));
  }
}
