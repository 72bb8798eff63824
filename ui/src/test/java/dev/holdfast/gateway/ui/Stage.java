package dev.holdfast.gateway.ui;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Watch;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A gateway before a lab whose status page says what a test wants, a few times a second. */
final class Stage implements AutoCloseable {
  private static final Duration LOOKS = Duration.ofMillis(200);

  final LabUpstream lab = LabUpstream.start();
  final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  Stage() throws Exception {
    Overrides anywhere = new Overrides(0, 0, lab.baseUrl());
    GatewayConfig config = new ConfigReader(Map.of()).read(null, anywhere).with(History.memory());
    gateway =
        Gateway.start(
            config.with(
                new Watch(new StatusPage(List.of(lab.baseUrl()), LOOKS), config.watch().alerts())),
            Listener.NONE);
  }

  String url(String path) {
    return gateway.adminUrl() + path;
  }

  void calls(int count, String fault) throws Exception {
    calls(count, fault, "claude-opus-5", "key-1");
  }

  /** So many calls that end so; nothing for well. */
  void calls(int count, String fault, String model, String key) throws Exception {
    String body =
        """
        {"model":"%s","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}\
        """
            .formatted(model);
    for (int i = 0; i < count; i++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
              .header("x-api-key", key)
              .header("x-holdfast-hold", "0")
              .header("x-holdfast-deadline-ms", "500")
              .POST(BodyPublishers.ofString(body));
      if (!fault.isEmpty()) {
        request.header("x-lab-fault", fault);
      }
      client.send(request.build(), BodyHandlers.discarding());
    }
  }

  /** The status page has never told of anything. */
  void calm() throws Exception {
    URI status = URI.create(lab.baseUrl() + "/lab/status");
    client.send(HttpRequest.newBuilder(status).DELETE().build(), BodyHandlers.discarding());
  }

  void api(String state) {
    lab.status("{\"components\":{\"api\":\"%s\"}}".formatted(state));
  }

  void incident(String name, String body) {
    lab.status(
        """
        {"components":{"api":"partial_outage"},"incidents":[{"id":"one","name":"%s",\
        "impact":"major","components":["api"],"updates":[{"status":"investigating",\
        "body":"%s"}]}]}\
        """
            .formatted(name, body));
  }

  @Override
  public void close() {
    gateway.close();
    lab.close();
  }
}
