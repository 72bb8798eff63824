package dev.holdfast.lab.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-ins refuse what the real ones refuse. */
class LabSinksTest {
  private static final String TRIGGER =
      """
      {"routing_key": "0123456789abcdef0123456789abcdef", "event_action": "trigger",
       "dedup_key": "k", "payload": {"summary": "s", "source": "x", "severity": "critical"}}\
      """;

  private final LabSinks sinks = LabSinks.start(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    sinks.close();
  }

  @Test
  void aTriggerWithTheKeyOfAnOpenIncidentIsNoNewOne() throws Exception {
    assertThat(post("pagerduty", TRIGGER).statusCode()).isEqualTo(202);
    post("pagerduty", TRIGGER);
    assertThat(sinks.incidents()).isEqualTo(1);
    post("pagerduty", TRIGGER.replace("trigger", "resolve"));
    assertThat(sinks.openIncidents()).isEmpty();
    post("pagerduty", TRIGGER);
    assertThat(sinks.incidents()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef -> short",
        "trigger -> shout",
        "critical -> terrible",
        "\"summary\": \"s\" -> \"summary\": \"\"",
        "\"source\" -> \"sauce\""
      })
  void pagerDutyRefuses(String change) throws Exception {
    String[] parts = change.split(" -> ");
    assertThat(post("pagerduty", TRIGGER.replace(parts[0], parts[1])).statusCode()).isEqualTo(400);
    assertThat(sinks.incidents()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"text\": \"a <b> c\"}",
        "{\"text\": \"a & c\"}",
        "{\"text\": \"t\", \"blocks\": [{\"type\": \"section\", \"text\": {\"type\": \"mrkdwn\"}}]}"
      })
  void slackRefuses(String message) throws Exception {
    assertThat(post("slack", message).statusCode()).isEqualTo(400);
  }

  @Test
  void slackTakesWhatIsEscaped() throws Exception {
    assertThat(post("slack", "{\"text\": \"a &lt;b&gt; &amp; c\"}").body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[{\"labels\": {\"severity\": \"page\"}, \"endsAt\": \"2026-01-01T00:00:00Z\"}]",
        "[{\"labels\": {\"alertname\": \"a\", \"no-name\": \"b\"}, \"endsAt\": \"2026-01-01T00:00:00Z\"}]",
        "[{\"labels\": {\"alertname\": \"a\"}, \"endsAt\": \"soon\"}]",
        "[{\"labels\": {\"alertname\": \"a\"}}]"
      })
  void alertmanagerRefuses(String alerts) throws Exception {
    assertThat(post("alertmanager/api/v2/alerts", alerts).statusCode()).isEqualTo(400);
  }

  @Test
  void alertmanagerBelievesUntilTheEnd() throws Exception {
    String alert = "[{\"labels\": {\"alertname\": \"a\"}, \"endsAt\": \"2026-01-01T00:04:00Z\"}]";
    post("alertmanager/api/v2/alerts", alert);
    assertThat(sinks.firing(Instant.parse("2026-01-01T00:03:00Z"))).hasSize(1);
    assertThat(sinks.firing(Instant.parse("2026-01-01T00:05:00Z"))).isEmpty();
  }

  @Test
  void aMessageWithoutASignatureIsRefused() throws Exception {
    assertThat(post("webhook", "{\"version\": 1}").statusCode()).isEqualTo(401);
  }

  @Test
  void faultsComeInOrderAndThenEnd() throws Exception {
    sinks.faults("pagerduty", "500x2, 429;retry-after=7");
    assertThat(post("pagerduty", TRIGGER).statusCode()).isEqualTo(500);
    assertThat(post("pagerduty", TRIGGER).statusCode()).isEqualTo(500);
    HttpResponse<String> busy = post("pagerduty", TRIGGER);
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(post("pagerduty", TRIGGER).statusCode()).isEqualTo(202);
  }

  @Test
  void whatIsNoFaultSaysSo() {
    assertThatThrownBy(() -> sinks.faults("slack", "500y3"))
        .hasMessage("'500y3' is no fault: write 500x3, 429;retry-after=2 or timeout");
    assertThatThrownBy(() -> sinks.faults("pidgin", "")).hasMessageContaining("no sink 'pidgin'");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sinks.url(path)).POST(BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
