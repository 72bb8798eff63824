package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers that are bettered: cut ones are asked for again, paused turns go on. */
class BettermentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Mending ALL = new Mending(false, Truncated.RETRY, Paused.CONTINUE);

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.mending(ALL));

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5, 64, 256",
    "claude-opus-5, 100000, 128000",
    "claude-haiku-4-5, 20000, 64000",
  })
  void anAnswerThatWasCutIsAskedForOnceMore(String model, int limit, int more) throws Exception {
    List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    try (HandMade upstream =
            answering(asked, message("max_tokens", "1"), message("end_turn", "2"));
        Rig rig = Rig.start(s -> s.url(upstream.url()).mending(ALL))) {
      HttpResponse<String> answer = rig.ask().body(ask(model, limit)).send();
      assertThat(answer.body()).isEqualTo(message("end_turn", "2"));
      assertThat(header(answer, "x-holdfast-reading")).isEqualTo("complete");
      assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("2");
      assertThat(asked).extracting(a -> a.path("max_tokens").asInt()).containsExactly(limit, more);
      assertThat(asked.get(1).path("messages")).isEqualTo(asked.get(0).path("messages"));
      assertThat(rig.heard().attempts().get(0).result().decision().reason())
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void onceIsEnough() throws Exception {
    Asking ask = RIG.ask().answer("max_tokens");
    HttpResponse<String> answer = ask.send();
    assertThat(header(answer, "x-holdfast-reading")).isEqualTo("truncated");
    assertThat(RIG.attempts(ask)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none,529", "none,400", "none,reset-after-head", "none,cut-body"})
  void whatFailsToBetterAnAnswerIsNotSeen(String faults) throws Exception {
    Asking ask = RIG.ask().answer("max_tokens").fault(faults);
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "x-holdfast-reading")).isEqualTo("truncated");
    assertThat(answer.headers().firstValue("x-should-retry")).isEmpty();
    assertThat(JSON.readTree(answer.body()).path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(RIG.attempts(ask)).hasSize(2);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"128000", "200000"})
  void aLimitThatCannotBeRaisedIsNot(String limit) throws Exception {
    Asking ask = RIG.ask().body(Asking.JSON.replace("64", limit)).answer("max_tokens");
    assertThat(header(ask.send(), "x-holdfast-reading")).isEqualTo("truncated");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "refusal", "model_context_window_exceeded", "tool_use", "empty"})
  void otherAnswersAreHandedOn(String answer) throws Exception {
    Asking ask = RIG.ask().answer(answer);
    assertThat(ask.send().statusCode()).isEqualTo(200);
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_tokens", "pause_turn"})
  void streamsAreHandedOnAsTheyAre(String answer) throws Exception {
    Asking ask = RIG.ask().stream().answer(answer);
    StreamTest.assertWhole(ask.send().body());
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void nothingIsDoneThatIsNotWished() throws Exception {
    try (Rig rig = Rig.start(setup -> setup)) {
      for (String answer : List.of("max_tokens", "pause_turn")) {
        Asking ask = rig.ask().answer(answer);
        assertThat(ask.send().statusCode()).isEqualTo(200);
        assertThat(rig.attempts(ask)).hasSize(1);
      }
    }
  }

  @Test
  void aPausedTurnGoesOnAsOneAnswer() throws Exception {
    List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    try (HandMade upstream =
            answering(
                asked,
                message("pause_turn", "{\"n\":1.50}"),
                message("pause_turn", "2,3"),
                message("end_turn", "4"));
        Rig rig = Rig.start(s -> s.url(upstream.url()).mending(ALL))) {
      HttpResponse<String> answer = rig.ask().body(ask("claude-opus-5", 64)).send();
      assertThat(answer.body())
          .isEqualTo(message("end_turn", "{\"n\":1.50},2,3,4").replace("\"in\":1", "\"in\":3"));
      assertThat(header(answer, "x-holdfast-reading")).isEqualTo("complete");
      assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("3");
      assertThat(asked.get(1).path("messages").path(1))
          .isEqualTo(JSON.readTree("{\"role\":\"assistant\",\"content\":[{\"n\":1.50}]}"));
      assertThat(asked.get(2).path("messages")).hasSize(2);
      assertThat(asked.get(2).path("messages").path(1).path("content")).hasSize(3);
      assertThat(rig.heard().ends(1)).hasSize(1);
    }
  }

  @Test
  void aTurnThatNeverEndsIsHandedOnAfterFiveMore() throws Exception {
    Asking ask = RIG.ask().answer("pause_turn");
    HttpResponse<String> answer = ask.send();
    assertThat(header(answer, "x-holdfast-reading")).isEqualTo("paused");
    assertThat(RIG.attempts(ask)).hasSize(6);
    assertThat(JSON.readTree(answer.body()).path("content")).hasSize(12);
  }

  @Test
  void aTurnThatCannotGoOnIsHandedOnAsFarAsItCame() throws Exception {
    Asking ask = RIG.ask().answer("pause_turn").fault("none,none,529");
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "x-holdfast-reading")).isEqualTo("paused");
    assertThat(JSON.readTree(answer.body()).path("content")).hasSize(4);
    assertThat(RIG.attempts(ask)).hasSize(3);
  }

  @Test
  void aCallersDeadlineEndsWithTheAnswerThereIs() throws Exception {
    Asking ask = RIG.ask().answer("max_tokens").fault("none,stall");
    HttpResponse<String> answer = ask.header("x-holdfast-deadline-ms", "2000").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "x-holdfast-reading")).isEqualTo("truncated");
  }

  private static String ask(String model, int limit) {
    return Asking.JSON.replace("claude-opus-5", model).replace("64", "" + limit);
  }

  private static String message(String stopReason, String content) {
    return "{\"type\":\"message\",\"content\":["
        + content
        + "],\"stop_reason\":\""
        + stopReason
        + "\",\"usage\":{\"in\":1}}";
  }

  /** Answers in turn, whichever connections the requests come on. */
  private static HandMade answering(List<JsonNode> asked, String... answers) throws Exception {
    Iterator<String> next = List.of(answers).iterator();
    return HandMade.of(line -> {
      for (Message got = line.message(); !got.start().isEmpty(); got = line.message()) {
        asked.add(JSON.readTree(got.text()));
        String answer = next.next();
        line.send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
        line.send("content-length: " + answer.length() + "\r\n\r\n" + answer);
      }
    });
  }
}
