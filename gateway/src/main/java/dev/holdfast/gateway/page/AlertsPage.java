package dev.holdfast.gateway.page;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** The alerts, what was told of them and why nobody was woken, and how the sinks do. */
final class AlertsPage implements Page {
  static final String PATH = "/api/v1/alerts";

  private final Vertx vertx;
  private final Pager pager;

  AlertsPage(Vertx vertx, Pager pager) {
    this.vertx = vertx;
    this.pager = pager;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String purpose() {
    return "alerts, the page / no-page log, sinks, silences and deploys, JSON";
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return vertx
        .executeBlocking(() -> Answer.json(AlertsJson.all(pager.view())), false)
        .map(Objects::requireNonNull);
  }
}
