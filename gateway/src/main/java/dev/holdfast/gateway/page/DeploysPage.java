package dev.holdfast.gateway.page;

import dev.holdfast.alert.Deploy;
import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.fleet.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** The deploys of the last day, told or noticed; refusals that begin after one are its doing. */
final class DeploysPage implements Page {
  private final Vertx vertx;
  private final Pager pager;

  DeploysPage(Vertx vertx, Pager pager) {
    this.vertx = vertx;
    this.pager = pager;
  }

  @Override
  public String path() {
    return "/api/v1/deploys";
  }

  @Override
  public String purpose() {
    return "the last deploys; POST {\"version\": …, \"service\": alias of a key} tells of one";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST)
        ? Asked.then(vertx, request, this::deployed)
        : Asked.then(vertx, request, asked -> all());
  }

  private Answer all() {
    return Answer.json(AlertsJson.list("deploys", pager.view().deploys(), AlertsJson::deploy));
  }

  private Answer deployed(Asked asked) throws InterruptedException {
    String version = asked.only("service", "version").text("version");
    String service = asked.textOr("service", Deploy.ANY);
    Deploy told = new Deploy(service, version, pager.now());
    pager.order(new Order.Deployed(told));
    return Answer.json(AlertsJson.deploy(Texts.object(), told).toPrettyString());
  }
}
