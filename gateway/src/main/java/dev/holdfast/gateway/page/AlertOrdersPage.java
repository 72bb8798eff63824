package dev.holdfast.gateway.page;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.fleet.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** What people may do about alerts: try the sinks, take one on, say that one is over. */
final class AlertOrdersPage implements Page {
  private static final String PATH = AlertsPage.PATH + "/";

  private final Vertx vertx;
  private final Pager pager;

  AlertOrdersPage(Vertx vertx, Pager pager) {
    this.vertx = vertx;
    this.pager = pager;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String purpose() {
    return "POST test: tries each sink; acknowledge or close: {\"key\": …}";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.POST);
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    String order = String.valueOf(request.path()).substring(PATH.length());
    return switch (order) {
      case "test" -> Asked.then(vertx, request, asked -> test());
      case "acknowledge" -> Asked.then(vertx, request, this::acknowledge);
      case "close" -> Asked.then(vertx, request, this::close);
      default ->
          Future.succeededFuture(
              Answer.plain(404, "here are: " + PATH + "test, acknowledge and close"));
    };
  }

  private Answer test() throws InterruptedException {
    return Answer.json(AlertsJson.test(pager.test()));
  }

  private Answer acknowledge(Asked asked) throws InterruptedException {
    String key = asked.only("key").text("key");
    return done(pager.order(new Order.Acknowledge(key)), key);
  }

  private Answer close(Asked asked) throws InterruptedException {
    String key = asked.only("key").text("key");
    return done(pager.order(new Order.Close(key)), key);
  }

  private static Answer done(boolean done, String key) {
    return done
        ? Answer.json("{\"ok\": true}")
        : Answer.plain(404, "no alert with the key '" + key + "' is open, or it is done already");
  }
}
