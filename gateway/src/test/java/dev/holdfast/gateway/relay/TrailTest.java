package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway remembers of real calls, as its admin listener tells it. */
class TrailTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  private static String text(String id) throws Exception {
    URI page = URI.create(RIG.gateway().adminUrl() + "/api/v1/trails/" + id);
    HttpResponse<String> answer =
        RIG.client().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode trail(HttpResponse<?> of) throws Exception {
    RIG.heard().ends(1);
    return new ObjectMapper().readTree(text(header(of, "x-holdfast-call-id")));
  }

  @Test
  void aCallIsFoundByItsOwnIdAndByThatOfEachAttempt() throws Exception {
    HttpResponse<String> answer = RIG.ask().fault("529x2").send();
    JsonNode trail = trail(answer);

    assertThat(trail.path("attempts").asInt()).isEqualTo(3);
    assertThat(trail.path("request_ids")).hasSize(3);
    assertThat(trail.path("request_ids").path(2).asText()).isEqualTo(header(answer, "request-id"));
    for (JsonNode id : trail.path("request_ids")) {
      assertThat(new ObjectMapper().readTree(text(id.asText()))).isEqualTo(trail);
    }
  }

  @Test
  void aStreamThatBreaksOffIsFoundByTheIdInItsHead() throws Exception {
    HttpResponse<String> answer = RIG.ask().stream().fault("reset-after-6-events").send();
    JsonNode trail = trail(answer);

    assertThat(text(header(answer, "request-id"))).contains(trail.path("call").asText());
    assertThat(trail.path("reason").asText()).isEqualTo("committed");
    assertThat(answer.body()).contains("(holdfast why " + trail.path("call").asText() + ")");
  }

  @Test
  void neitherKeysNorBodiesNorErrorTextsAreKept() throws Exception {
    HttpResponse<String> answer =
        RIG.ask()
            .body(Asking.JSON.replace("hi", "PROMPT-CANARY"))
            .header("authorization", "Bearer KEY-CANARY")
            .header("x-holdfast-hold", "VALUE-CANARY")
            .header("x-stainless-timeout", "VALUE-CANARY")
            .fault("400;message=TEXT-CANARY;header:x-odd=HEAD-CANARY")
            .send();

    assertThat(answer.body()).contains("TEXT-CANARY");
    assertThat(trail(answer).toString()).contains("x-holdfast-hold").doesNotContain("CANARY");
  }

  @ParameterizedTest
  @CsvSource({
    "x-holdfast-deadline-ms, soon, ignored-header",
    "x-holdfast-deadline-ms, 0, ignored-header",
    "x-holdfast-deadline-ms, -5, ignored-header",
    "x-holdfast-hold, 1.5, ignored-header",
    "x-holdfast-hold, 3600, lowered-header",
    "x-holdfast-priority, urgent, ignored-header",
    "x-holdfast-priority, critical, lowered-header",
    "x-stainless-retry-count, 2, nested-retry"
  })
  void whatIsNotHeededIsNoted(String name, String value, String topic) throws Exception {
    JsonNode first = trail(RIG.ask().header(name, value).send()).path("events").path(0);

    assertThat(first.path("event").asText()).isEqualTo("note");
    assertThat(first.path("topic").asText()).isEqualTo(topic);
    assertThat(first.path("after_ms").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "x-holdfast-deadline-ms, 20000",
    "x-holdfast-hold, 5",
    "x-holdfast-priority, Batch",
    "x-holdfast-priority, interactive",
    "x-stainless-retry-count, 0",
    "x-stainless-retry-count, soon"
  })
  void whatIsHeededIsNot(String name, String value) throws Exception {
    JsonNode trail = trail(RIG.ask().header(name, value).send());

    assertThat(trail.path("events")).noneMatch(e -> e.path("event").asText().equals("note"));
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    HttpResponse<String> answer = RIG.ask().body(new byte[33 * 1024 * 1024]).send();
    JsonNode trail = trail(answer);

    assertThat(trail.path("reason").asText()).isEqualTo("preflight");
    assertThat(trail.path("events").path(0).path("sentence").asText())
        .startsWith("refused with 413: ");
    assertThat(answer.body()).contains("(holdfast why " + trail.path("call").asText() + ")");
  }

  @Test
  void aCallerThatLeavesIsNoFailure() throws Exception {
    Asking ask = RIG.ask().fault("stall");
    var left = ask.sendAsync();
    RIG.arrives(ask, 1);
    left.cancel(true);
    String id = RIG.heard().ends(1).get(0).call().id();
    JsonNode trail = new ObjectMapper().readTree(text(id));

    assertThat(trail.path("ending").asText()).isEqualTo("cancelled");
    assertThat(trail.path("tale").path("headline").asText()).startsWith("Left by its caller");
  }
}
