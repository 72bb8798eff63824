package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Script;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.status.StatusChange;
import dev.holdfast.lab.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steering a running lab: faults, status page, script, precedence, complaints. */
class ControlTest {
  private final LabUpstream lab = LabUpstream.start();
  private final Caller caller = new Caller(lab.baseUrl());

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void aPostedSequenceIsUsedUp() throws Exception {
    assertThat(post("/lab/faults", "{\"faults\":\"529x2\"}").statusCode()).isEqualTo(200);
    assertThat(ask()).isEqualTo(529);
    assertThat(ask()).isEqualTo(529);
    assertThat(ask()).isEqualTo(200);
  }

  @Test
  void aPostedFaultLastsUntilItIsDeleted() throws Exception {
    post("/lab/faults", "[{\"fault\":\"500\"},{\"fault\":\"529\",\"for\":\"1h\"}]");
    assertThat(ask()).isEqualTo(529);
    JsonNode rules = json(caller.send("GET", "/lab/faults", "")).path("faults");
    assertThat(rules).hasSize(2);
    assertThat(rules.path(0).path("mix").toString()).isEqualTo("[\"529*\"]");
    caller.send("DELETE", "/lab/faults", "");
    assertThat(ask()).isEqualTo(200);
  }

  @Test
  void rulesByModelSeeTheBody() throws Exception {
    post("/lab/faults", "{\"fault\":\"529\",\"models\":[\"claude-opus-*\"]}");
    assertThat(ask()).isEqualTo(529);
    String other = ASK.replace("claude-opus-5", "claude-haiku-4-5");
    assertThat(caller.ask(other).statusCode()).isEqualTo(200);
  }

  @Test
  void theHeaderWinsOverRules() throws Exception {
    lab.faults("529x9");
    assertThat(caller.ask(ASK, "x-lab-fault", "none").statusCode()).isEqualTo(200);
    assertThat(caller.ask(ASK, "x-lab-fault", "404").statusCode()).isEqualTo(404);
    lab.clearFaults();
    lab.faults(FaultRule.of("503"));
    assertThat(ask()).isEqualTo(503);
  }

  @Test
  void postedRulesWinOverTheScript() throws Exception {
    Script script =
        Script.parse(
            """
            timeline:
              - {fault: 500}
              - {status: {components: {api: partial_outage}}}
              - {at: 1h, status: {components: {api: operational}}}
            """);
    try (LabUpstream scripted = LabUpstream.start(LabOptions.defaults().withScript(script))) {
      Caller other = new Caller(scripted.baseUrl());
      assertThat(other.ask(ASK).statusCode()).isEqualTo(500);
      scripted.faults("529");
      assertThat(other.ask(ASK).statusCode()).isEqualTo(529);
      assertThat(other.send("GET", "/api/v2/summary.json", "").body()).contains("partial_outage");
    }
  }

  @Test
  void theStatusPageShowsWhatWasPosted() throws Exception {
    String change =
        """
        {"components": {"api": "major_outage"}, "incidents": [
          {"id": "x1", "name": "Elevated errors", "impact": "major", "ago": "12m",
           "components": ["api"], "updates": [{"status": "investigating", "body": "We look."}]}]}
        """;
    assertThat(post("/lab/status", change).statusCode()).isEqualTo(200);
    JsonNode summary = json(caller.send("GET", "/api/v2/summary.json", ""));
    assertThat(summary.path("status").path("indicator").asText()).isEqualTo("critical");
    assertThat(summary.path("incidents").path(0).path("id").asText()).isEqualTo("x1");
    caller.send("DELETE", "/lab/status", "");
    assertThat(caller.send("GET", "/api/v2/summary.json", "").body()).doesNotContain("x1");
    lab.status(StatusChange.component("api", "degraded_performance"));
    assertThat(caller.send("GET", "/api/v2/status.json", "").body()).contains("minor");
    lab.clearStatus();
    assertThat(caller.send("GET", "/api/v2/status.json", "").body()).contains("none");
  }

  @Test
  void anUnchangedStatusPageIsNotSentAgain() throws Exception {
    HttpResponse<String> first = caller.send("GET", "/api/v2/summary.json", "");
    String tag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> second =
        caller.send("GET", "/api/v2/summary.json", "", "if-none-match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    lab.status("{\"components\":{\"code\":\"partial_outage\"}}");
    HttpResponse<String> third =
        caller.send("GET", "/api/v2/summary.json", "", "if-none-match", tag);
    assertThat(third.statusCode()).isEqualTo(200);
  }

  @Test
  void theStatusPageFailsOnlyWhenMeant() throws Exception {
    lab.faults("503x9");
    assertThat(caller.send("GET", "/api/v2/summary.json", "").statusCode()).isEqualTo(200);
    post("/lab/faults", "{\"fault\":\"405;html\",\"path\":\"/api/v2/\"}");
    HttpResponse<String> blocked = caller.send("GET", "/api/v2/summary.json", "");
    assertThat(blocked.statusCode()).isEqualTo(405);
    assertThat(blocked.headers().firstValue("content-type").orElseThrow()).contains("text/html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/lab/faults|{\"foult\":\"529\"}|unknown faults key 'foult'; the nearest is 'fault'",
        "/lab/faults|{\"faults\":\"52x2\"}|status: '52' must be a whole number from 400 to 599",
        "/lab/faults|{}|write either",
        "/lab/faults|{\"fault\":\"529\",\"share\":\"x\"}|faults: 'share' must be a number from 0",
        "/lab/faults|nonsense|not JSON: ",
        "/lab/faults|529|faults: an object is expected, not 529",
        "/lab/status|{\"components\":{\"ap\":\"x\"}}|unknown component 'ap'; the nearest is 'api'",
        "/lab/status|{\"incidents\":[{\"impact\":\"big\"}]}|unknown impact 'big'",
      })
  void complaints(String path, String body, String complaint) throws Exception {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").asText()).startsWith(complaint);
  }

  @Test
  void javaCallersGetTheSameComplaints() {
    assertThatThrownBy(() -> lab.faults("529,stal")).isInstanceOf(SpecException.class);
    assertThatThrownBy(() -> lab.status("{")).isInstanceOf(SpecException.class);
  }

  @Test
  void theDoorExplainsItself() throws Exception {
    assertThat(caller.send("GET", "/lab", "").body()).isEqualTo(LabHelp.text());
    assertThat(caller.send("PUT", "/lab/faults", "{}").statusCode()).isEqualTo(404);
    assertThat(caller.send("GET", "/lab/nope", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aTakenPortIsSaid() {
    LabOptions taken = LabOptions.defaults().withPort(lab.port());
    assertThatThrownBy(() -> LabUpstream.start(taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use");
  }

  private int ask() throws Exception {
    return caller.ask(ASK).statusCode();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return caller.send("POST", path, body);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
