package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.lab.sink.LabSinks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about alerts, and what they ask a gateway. */
class AlertsCommandTest {
  private static final String CONFIG =
      """
      listen: 127.0.0.1:0
      admin: {listen: "127.0.0.1:0"}
      upstream: {url: "http://127.0.0.1:9"}
      history: {url: off}
      alerts:
        sinks:
          - {type: slack, url: "%s"}
          - {type: webhook, url: "%s", secret: lab-secret}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final LabSinks sinks = LabSinks.start(0);
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    String yaml = CONFIG.formatted(sinks.url("slack"), sinks.url("webhook"));
    ConfigFile file = new ConfigFile("t.yaml", Path.of(""), yaml);
    gateway = Gateway.start(new ConfigReader(Map.of()).read(file, Overrides.NONE), Listener.NONE);
  }

  @AfterEach
  void stop() {
    gateway.close();
    sinks.close();
  }

  @Test
  void aTestReachesEachSink() {
    Ran ran = Ran.of("alerts", "test", "--at", gateway.adminUrl().toString());
    assertThat(ran.out())
        .isEqualTo(
            "slack  ok  took a test alert and its end\nwebhook  ok  took a test alert and its end\n");
    assertThat(ran.code()).isZero();
    assertThat(sinks.told()).hasSize(4);
  }

  @Test
  void aSinkThatTakesNothingIsNamed() {
    sinks.faults("slack", "403x*");
    Ran ran = Ran.of("alerts", "test", "--at", gateway.adminUrl().toString());
    assertThat(ran.out()).contains("slack  FAILED  beginning: answered 403");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aSilenceIsAddedShownAndEnded() {
    String at = gateway.adminUrl().toString();
    Ran add =
        Ran.of("silence", "add", "rule=sustained-5xx", "--for", "2h", "--by", "ana", "--at", at);
    Matcher id = Pattern.compile("silence end ([0-9a-f]{8})").matcher(add.out());
    assertThat(id.find()).as(add.out() + add.err()).isTrue();
    assertThat(Ran.of("silence", "--at", at).out()).contains("by ana: rule=sustained-5xx");
    assertThat(Ran.of("alerts", "--at", at).out()).contains("nothing fires").contains("by ana");
    assertThat(Ran.of("silence", "end", id.group(1), "--at", at).code()).isZero();
    assertThat(Ran.of("silence", "--at", at).out()).isEqualTo("nothing is silenced\n");
    assertThat(Ran.of("silence", "end", id.group(1), "--at", at).code()).isEqualTo(2);
  }

  @Test
  void aMatcherThatMakesNoSenseIsRefused() {
    String at = gateway.adminUrl().toString();
    assertThat(Ran.of("silence", "add", "colour=red", "--at", at).err())
        .contains("a silence cannot match 'colour'");
    assertThat(Ran.of("silence", "add", "rule", "--at", at).err()).contains("is no NAME=VALUE");
    assertThat(Ran.of("silence", "add", "rule=x", "--for", "2", "--at", at).err())
        .contains("the field 'for': '2' lacks a unit");
  }

  @Test
  void aDeployIsTold() throws Exception {
    HttpResponse<String> told = post("/api/v1/deploys", "{\"version\": \"v42\"}", "1");
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    String at = gateway.adminUrl().toString();
    assertThat(Ran.of("alerts", "--json", "--at", at).out()).contains("\"version\" : \"v42\"");
  }

  @Test
  void noFormOfAPageChangesAnything() throws Exception {
    HttpResponse<String> refused = post("/api/v1/deploys", "{\"version\": \"v42\"}", null);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("x-holdfast-admin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deploys | [] | the body is no JSON object",
        "deploys | {\"service\": \"x\"} | the field 'version' is missing",
        "deploys | {\"verzion\": \"x\"} | unknown field 'verzion': there are service, version",
        "silences | {\"matchers\": {}, \"for\": \"1h\", \"author\": \"a\"} | a silence needs an id, a matcher",
        "silences | {\"matchers\": {\"rule\": \"x\"}, \"for\": \"900h\", \"author\": \"a\"} | at most 720h",
        "alerts/acknowledge | {} | the field 'key' is missing"
      })
  void ordersThatMakeNoSenseSaySo(String path, String body, String said) throws Exception {
    HttpResponse<String> refused = post("/api/v1/" + path, body, "1");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(said);
  }

  @Test
  void whatIsNotOpenCannotBeTakenOn() throws Exception {
    assertThat(post("/api/v1/alerts/close", "{\"key\": \"k\"}", "1").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/alerts/dance", "{}", "1").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String path, String body, String meant) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path))
            .POST(BodyPublishers.ofString(body));
    if (meant != null) {
      request.header("x-holdfast-admin", meant);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
