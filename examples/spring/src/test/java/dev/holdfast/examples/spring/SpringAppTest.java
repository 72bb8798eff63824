package dev.holdfast.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in trouble: at first nothing is well, then it is. */
class SpringAppTest {
  private static String get(ConfigurableApplicationContext app, String path) throws Exception {
    String port = app.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpClient client = HttpClient.newHttpClient();
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Test
  void answersAndTellsHowItIs() throws Exception {
    try (LabUpstream lab = LabUpstream.start();
        ConfigurableApplicationContext app =
            SpringApplication.run(
                SpringApp.class,
                "--server.port=0",
                "--logging.level.root=warn",
                "--spring.ai.anthropic.base-url=" + lab.baseUrl())) {
      lab.faults("529");
      assertThat(get(app, "/ask")).endsWith("lab.");
      assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(2);
      assertThat(get(app, "/actuator/health/holdfast")).contains("\"status\":\"UP\"");
      assertThat(get(app, "/actuator/holdfast")).contains("\"state\":\"closed\"");
      assertThat(get(app, "/actuator/metrics/holdfast.retries")).contains("\"value\":1.0");
    }
  }
}
