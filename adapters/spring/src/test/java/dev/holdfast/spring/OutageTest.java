package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** An application whose upstream dies and comes back, as its operators see it. */
class OutageTest {
  private static final int MANY = 5000;
  private static final String BODY =
      "{\"model\":\"claude-opus-5\",\"max_tokens\":64,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final HttpClient operator = HttpClient.newHttpClient();
  private LabUpstream lab;
  private ConfigurableApplicationContext app;

  @BeforeEach
  void start() {
    lab = LabUpstream.start();
    app = App.start(lab, "--holdfast.breaker.hold=10s");
  }

  @AfterEach
  void stop() {
    lab.close();
    app.close();
  }

  private boolean call() {
    try {
      app.getBean(RestClient.class)
          .post()
          .uri("/v1/messages")
          .header("x-api-key", "any")
          .header("content-type", "application/json")
          .body(BODY)
          .retrieve()
          .toBodilessEntity();
      return true;
    } catch (RestClientException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    String base = "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create(base + "/actuator/" + path);
    return operator.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private Map<String, Object> seen(String path) throws Exception {
    return JsonParserFactory.getJsonParser().parseMap(get(path).body());
  }

  private String health() throws Exception {
    return String.valueOf(seen("health/holdfast").get("status"));
  }

  @SuppressWarnings("unchecked")
  private double measured(String meter) throws Exception {
    List<Object> all = (List<Object>) seen("metrics/" + meter).get("measurements");
    return ((Number) ((Map<String, Object>) all.get(0)).get("value")).doubleValue();
  }

  /** Calls until health says so, and how many it took. */
  private int callsUntil(String health) throws Exception {
    int calls = 0;
    while (calls < MANY && !health().equals(health)) {
      call();
      calls++;
    }
    return calls;
  }

  @Test
  void healthMetersAndEndpointTellTheTruth() throws Exception {
    assertThat(health()).isEqualTo("UNKNOWN");
    lab.faults("529x2");
    assertThat(call()).isTrue();
    assertThat(health()).isEqualTo("UP");
    assertThat(measured("holdfast.attempts?tag=kind:overloaded")).isEqualTo(2);
    assertThat(measured("holdfast.retries?tag=kind:overloaded")).isEqualTo(2);
    assertThat(measured("holdfast.calls?tag=ending:answered&tag=model:opus-5")).isEqualTo(1);
    assertThat(measured("holdfast.readings?tag=reading:complete")).isEqualTo(1);
    assertThat(measured("holdfast.calls.in.flight")).isZero();

    lab.close();
    assertThat(callsUntil("DOWN")).isBetween(1, MANY - 1);
    assertThat(get("health/holdfast").statusCode()).isEqualTo(503);
    assertThat(measured("holdfast.breakers.open")).isEqualTo(1);
    assertThat(get("holdfast").body()).contains("\"model\":\"opus-5\",\"state\":\"gated\"");
    assertThat(seen("health/holdfast").get("details").toString()).contains("/v1/messages opus-5");

    lab = LabUpstream.start(LabOptions.defaults().withPort(lab.port()));
    assertThat(callsUntil("UP")).isBetween(1, MANY - 1);
    for (int i = 0; i < MANY && measured("holdfast.breakers.open") > 0; i++) {
      assertThat(call()).isTrue();
      assertThat(health()).isEqualTo("UP");
    }
    assertThat(measured("holdfast.breakers.open")).isZero();
  }
}
