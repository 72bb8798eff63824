package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway of several shows while it cannot meet the others. */
class LeaderTest {
  private static final String CONFIG =
      """
      listen: 127.0.0.1:0
      admin: {listen: "127.0.0.1:0"}
      upstream: {url: "http://127.0.0.1:9"}
      status-page: off
      history: {url: "postgresql://u@127.0.0.1:1/none"}
      alerts: {mode: leader, env: prod, instance: one}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    ConfigFile file = new ConfigFile("t.yaml", Path.of(""), CONFIG);
    gateway = Gateway.start(new ConfigReader(Map.of()).read(file, Overrides.NONE), Listener.NONE);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private String text(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void itSaysThatNobodyCallsYet() throws Exception {
    String at = gateway.adminUrl().toString();
    assertThat(Ran.of("alerts", "--at", at).out()).contains("humans are called by nobody yet");
    assertThat(text("/")).contains("Humans are called by nobody yet.");
    assertThat(text("/api/v1/alerts")).contains("\"role\" : \"follows\"");
    assertThat(text("/metrics")).contains("\nholdfast_alert_leader 0.0\n");
  }

  @Test
  void anOrderThatReachesNobodyIsNoOrder() throws Exception {
    HttpRequest order =
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + "/api/v1/deploys"))
            .header("x-holdfast-admin", "1")
            .POST(BodyPublishers.ofString("{\"version\": \"v42\"}"))
            .build();
    HttpResponse<String> answer = client.send(order, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("the order could not be given, try again: history off");
  }
}
