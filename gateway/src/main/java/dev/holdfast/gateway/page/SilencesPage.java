package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.fleet.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The silences in force, and a new one. */
final class SilencesPage implements Page {
  static final String PATH = "/api/v1/silences";

  /** A silence that nobody remembers hides what it was not meant for. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Vertx vertx;
  private final Pager pager;

  SilencesPage(Vertx vertx, Pager pager) {
    this.vertx = vertx;
    this.pager = pager;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String purpose() {
    return "silences; POST {\"matchers\": {\"rule\": …}, \"for\": \"2h\", \"author\": …}";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST)
        ? Asked.then(vertx, request, this::silence)
        : Asked.then(vertx, request, asked -> all());
  }

  private Answer all() {
    return Answer.json(AlertsJson.list("silences", pager.view().silences(), AlertsJson::silence));
  }

  private Answer silence(Asked asked) throws InterruptedException {
    Map<String, String> matchers = matchers(asked.only("matchers", "for", "author").at("matchers"));
    Duration time = asked.duration("for");
    if (time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the field 'for' must be above zero and at most 720h");
    }
    String author = asked.text("author");
    String id = UUID.randomUUID().toString().substring(0, 8);
    Silence made = new Silence(id, matchers, pager.now().plus(time), author);
    pager.order(new Order.Silenced(made));
    return Answer.json(AlertsJson.silence(Texts.object(), made).toPrettyString());
  }

  private static Map<String, String> matchers(JsonNode json) {
    Map<String, String> matchers = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : json.properties()) {
      if (!one.getValue().isTextual()) {
        throw new IllegalArgumentException("the matcher '" + one.getKey() + "' must be a text");
      }
      matchers.put(one.getKey(), one.getValue().asText());
    }
    return matchers;
  }
}
