package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Trigger;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.Fallback;
import dev.holdfast.gateway.config.Fallback.Ask;
import dev.holdfast.gateway.config.Fallback.Defer;
import dev.holdfast.gateway.config.Fallback.Say;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Match;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that go on to another place, seen from both ends. */
class DetourTest {
  private static final String HAIKU = "claude-haiku-4-5";
  private static final FallbackRule AT_ONCE =
      new FallbackRule(
          Set.of(Trigger.OVERLOADED, Trigger.UNAVAILABLE, Trigger.SECOND_500), Duration.ZERO);

  private static Fallback model(String pattern, String model) {
    return new Fallback("cheap", AT_ONCE, Map.of(pattern, model), null, null, new Ask());
  }

  private static Rig rig(UnaryOperator<Setup> setup) throws Exception {
    return Rig.start(setup);
  }

  /** Fails what is asked of the models the tests begin with. */
  private static void fail(Rig rig, String faults) {
    rig.lab().faults(FaultRule.of(faults).withMatch(new Match("/v1/", List.of("claude-call-*"))));
  }

  private static String servedBy(HttpResponse<?> answer) {
    return answer.headers().firstValue("x-holdfast-served-by").orElseThrow();
  }

  private static List<String> models(Rig rig) {
    return rig.lab().calls().stream().map(LabCall::model).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"529*", "503*", "500*", "sse-error-first*"})
  void anotherModelAnswers(String faults) throws Exception {
    try (Rig rig = rig(s -> s.fallbacks(model("claude-*", HAIKU)))) {
      fail(rig, faults);
      HttpResponse<String> answer = rig.ask().stream().send();

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("message_stop").contains(HAIKU);
      assertThat(servedBy(answer)).isEqualTo("cheap");
      assertThat(answer.headers().firstValue("x-holdfast-fallback-reason")).isPresent();
    }
  }

  @Test
  void whatTheOtherModelRefusesIsLeftOutAndTheRestStays() throws Exception {
    try (Rig rig = rig(s -> s.fallbacks(model("claude-call-*", HAIKU)))) {
      fail(rig, "529*");
      String body =
          """
          {"model":"claude-opus-5","max_tokens":128000,"thinking":{"type":"adaptive"},
          "output_config":{"effort":"high"},"x_new":[1.50,"\\u00e4"],"messages":[
          {"role":"user","content":"hi"}]}\
          """;
      HttpResponse<String> answer = rig.ask().body(body).send();

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(servedBy(answer)).isEqualTo("cheap");
    }
  }

  @Test
  void aFallbackThatCannotTakeItGivesTheOriginalError() throws Exception {
    try (Rig rig = rig(s -> s.fallbacks(model("claude-*", "claude-unknown-9")))) {
      fail(rig, "529*");
      rig.lab().faults(FaultRule.of("400*").withMatch(new Match("/v1/", List.of("*unknown*"))));
      HttpResponse<String> answer = rig.ask().send();

      assertThat(answer.statusCode()).isEqualTo(529);
      assertThat(answer.body()).contains("overloaded_error");
      assertThat(answer.headers().firstValue("x-holdfast-reason")).hasValue("fallback-unusable");
    }
  }

  @Test
  void aCallerMayForbidIt() throws Exception {
    try (Rig rig = rig(s -> s.budget(Duration.ZERO).fallbacks(model("claude-*", HAIKU)))) {
      fail(rig, "529*");
      HttpResponse<String> answer = rig.ask().header("x-holdfast-fallback", "off").send();

      assertThat(answer.statusCode()).isEqualTo(529);
      assertThat(models(rig)).doesNotContain(HAIKU);
    }
  }

  @Test
  void modelsThatAreNotNamedStay() throws Exception {
    try (Rig rig = rig(s -> s.budget(Duration.ZERO).fallbacks(model("claude-sonnet-*", HAIKU)))) {
      fail(rig, "529*");

      assertThat(rig.ask().send().statusCode()).isEqualTo(529);
    }
  }

  @Test
  void theCallersKeyStaysWithItsOwnHost() throws Exception {
    try (LabUpstream other = LabUpstream.start()) {
      ApiKey key = new ApiKey("other", "sk-other", null);
      Fallback place = new Fallback("far", AT_ONCE, Map.of(), other.baseUrl(), key, new Ask());
      try (Rig rig = rig(s -> s.fallbacks(place))) {
        fail(rig, "529*");
        HttpResponse<String> answer =
            rig.ask().header("authorization", "Bearer of-the-caller").send();

        assertThat(servedBy(answer)).isEqualTo("far");
        Map<String, List<String>> headers = other.calls().get(0).last().arrived().headers();
        assertThat(headers.get("x-api-key")).containsExactly("sk-other");
        assertThat(headers).doesNotContainKey("authorization");
      }
    }
  }

  @Test
  void aRefusedKeyIsReplacedByTheNextAndRests() throws Exception {
    try (Rig rig =
        rig(s -> s.keys(new ApiKey("one", "sk-1", null), new ApiKey("two", "sk-2", null)))) {
      HttpResponse<String> answer = rig.ask().fault("401").send();
      assertThat(answer.statusCode()).isEqualTo(200);
      rig.ask().send();

      assertThat(keysSent(rig)).containsExactly("sk-1", "sk-2", "sk-2");
    }
  }

  @Test
  void aKeyFileIsReadAgainFirst(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "sk-old\n");
    try (Rig rig = rig(s -> s.keys(new ApiKey("main", null, file)))) {
      rig.ask().send();
      Files.writeString(file, "sk-new\n");
      HttpResponse<String> answer = rig.ask().fault("401").send();

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(keysSent(rig)).containsExactly("sk-old", "sk-old", "sk-new");
    }
  }

  @Test
  void withoutAnotherKeyA401IsHandedOn() throws Exception {
    try (Rig rig = rig(s -> s.keys(new ApiKey("one", "sk-1", null)))) {
      assertThat(rig.ask().fault("401").send().statusCode()).isEqualTo(401);
      assertThat(keysSent(rig)).containsExactly("sk-1");
    }
  }

  @Test
  void noWebPageMaySpendTheKeys() throws Exception {
    try (Rig rig = rig(s -> s.keys(new ApiKey("one", "sk-1", null)))) {
      assertThat(rig.ask().header("origin", "https://evil.example").send().statusCode())
          .isEqualTo(403);
      assertThat(rig.lab().calls()).isEmpty();
    }
  }

  private static List<String> keysSent(Rig rig) {
    return rig.lab().calls().stream()
        .flatMap(call -> call.attempts().stream())
        .flatMap(attempt -> attempt.arrived().headers().get("x-api-key").stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTextOfOurOwnComesInTheShapeThatWasAskedFor(boolean stream) throws Exception {
    Fallback text = new Fallback("sorry", AT_ONCE, Map.of(), null, null, new Say("Back \"soon\"."));
    try (Rig rig = rig(s -> s.fallbacks(text))) {
      fail(rig, "529*");
      Asking ask = stream ? rig.ask().stream() : rig.ask();
      HttpResponse<String> answer = ask.send();

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("Back \\\"soon\\\".");
      assertThat(answer.body().contains("event: message_stop")).isEqualTo(stream);
      assertThat(servedBy(answer)).isEqualTo("sorry");
    }
  }

  @Test
  void whoCanWaitADayMayAskForABatch() throws Exception {
    Fallback batch = new Fallback("later", AT_ONCE, Map.of(), null, null, new Defer());
    try (Rig rig = rig(s -> s.budget(Duration.ZERO).fallbacks(batch))) {
      rig.lab()
          .faults(
              FaultRule.of("529*").withMatch(new Match("/v1/messages", List.of("claude-call-*"))));
      assertThat(rig.ask().send().statusCode()).isEqualTo(529);
      HttpResponse<String> answer = rig.ask().header("x-holdfast-fallback", "batch").send();

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(answer.body()).contains("message_batch");
      assertThat(servedBy(answer)).isEqualTo("later");
    }
  }
}
