package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import dev.holdfast.reading.Reading;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that break off after content and are continued, as their caller sees them. */
class ResumeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Mending ON = new Mending(true, Truncated.PASS, Paused.PASS);
  private static final String SEAM = ": holdfast: the answer broke off here; attempt ";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup.mending(ON));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-after-6-events",
        "half-close-after-6-events",
        "end-after-6-events",
        "sse-error-after-6",
        "sse-error-after-6=api_error",
        "malformed-sse-after-6",
        "reset-after-2-events",
      })
  void aStreamThatBreaksOffIsContinuedAsOneMessage(String fault) throws Exception {
    Asking ask = RIG.ask().stream().fault(fault);
    String body = ask.send().body();
    OneMessage.check(body);
    assertThat(body.split(SEAM + "2 goes on with it\n\n", -1)).hasSize(2);
    assertThat(OneMessage.text(body)).endsWith("All is calm at the lab.");
    assertThat(RIG.attempts(ask)).hasSize(2);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.SUCCESS);
    assertThat(resumed()).extracting(CallResumed::attempt).containsExactly(2);
    assertThat(RIG.heard().attempts().get(1).result().outcome().meaning().reading())
        .isEqualTo(Reading.COMPLETE);
  }

  @Test
  void itIsContinuedAsOftenAsItBreaksUpToABound() throws Exception {
    Asking twice = RIG.ask().stream().fault("reset-after-6-eventsx2");
    String body = twice.send().body();
    OneMessage.check(body);
    assertThat(body).contains(SEAM + "2", SEAM + "3");
    Asking always = RIG.ask().stream().fault("reset-after-6-events*");
    String broken = always.send().body();
    assertThat(Sse.last(broken).name()).isEqualTo("error");
    assertThat(broken).contains(SEAM + "4").doesNotContain(SEAM + "5");
    assertThat(RIG.attempts(always)).hasSize(4);
  }

  @Test
  void failuresInBetweenAreNotSeen() throws Exception {
    Asking ask = RIG.ask().stream().fault("reset-after-6-events,529,sse-error-first,reset");
    String body = ask.send().body();
    OneMessage.check(body);
    assertThat(body).contains(SEAM + "5");
    assertThat(RIG.attempts(ask)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"thinking", "tool_use", "pause_turn;events=1"})
  void whatIsOpenAndIsNoTextIsNotContinued(String answer) throws Exception {
    int events = answer.startsWith("pause") ? 8 : 6;
    Asking ask = RIG.ask().stream().answer(answer).fault("sse-error-after-" + events);
    String body = ask.send().body();
    assertThat(Sse.last(body).name()).isEqualTo("error");
    assertThat(Sse.last(body).data()).contains("overloaded_error", "Overloaded");
    assertThat(Collections.frequency(Sse.names(body), "error")).isEqualTo(1);
    assertThat(body).doesNotContain(SEAM);
    assertThat(RIG.attempts(ask)).hasSize(1);
    assertThat(RIG.heard().ends(1).get(0).reason()).isEqualTo(Reason.COMMITTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thinking", "tool_use"})
  void aLossThereIsToldHonestly(String answer) throws Exception {
    Asking ask = RIG.ask().stream().answer(answer).fault("reset-after-6-events");
    String body = ask.send().body();
    assertThat(Sse.last(body).data()).contains("holdfast: the answer broke off after content");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void textAfterThinkingIsContinued() throws Exception {
    Asking ask = RIG.ask().stream().answer("thinking").fault("end-after-17-events");
    String body = ask.send().body();
    OneMessage.check(body);
    assertThat(RIG.attempts(ask)).hasSize(2);
  }

  @Test
  void aMessageThatHasItsReasonToStopIsNotContinued() throws Exception {
    Asking ask = RIG.ask().stream().fault("no-message-stop");
    assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":{\"type\":\"any\"},\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}]",
        "\"output_config\":{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\"}}",
        "\"output_format\":{\"type\":\"json_schema\"}",
      })
  void aRequestThatWantsAllOrNothingIsNotContinued(String field) throws Exception {
    String body = Asking.STREAM.replace("\"model\"", field + ",\"model\"");
    Asking ask = RIG.ask().body(body).answer("text").fault("reset-after-6-events");
    assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void aCallerMayRefuse() throws Exception {
    Asking ask = RIG.ask().stream().header("x-holdfast-resume", "off");
    assertThat(Sse.last(ask.fault("sse-error-after-6").send().body()).name()).isEqualTo("error");
    assertThat(RIG.attempts(ask)).hasSize(1);
  }

  @Test
  void aCallerCannotHaveWhatIsNotGranted() throws Exception {
    try (Rig rig = Rig.start(setup -> setup)) {
      Asking ask = rig.ask().stream().header("x-holdfast-resume", "on").fault("end-after-6-events");
      assertThat(Sse.last(ask.send().body()).name()).isEqualTo("error");
      assertThat(rig.attempts(ask)).hasSize(1);
    }
  }

  @Test
  void whatCannotBeContinuedAfterAllIsToldAsWhatItWas() throws Exception {
    Asking ask = RIG.ask().stream().fault("sse-error-after-6,400");
    String body = ask.send().body();
    assertThat(Sse.last(body).data()).contains("overloaded_error").doesNotContain("max_tokens");
    assertThat(RIG.attempts(ask)).hasSize(2);
    assertThat(RIG.heard().ends(1).get(0).verdict().kind().slug()).isEqualTo("overloaded");
    Asking lost = RIG.ask().stream().fault("reset-after-6-events,400");
    assertThat(Sse.last(lost.send().body()).data()).contains("holdfast: the answer broke off");
  }

  @Test
  void whatBothPartsCostIsAddedUp() throws Exception {
    String body = RIG.ask().stream().fault("reset-after-6-events").send().body();
    JsonNode start = JSON.readTree(Sse.events(body).get(0).data()).path("message").path("usage");
    JsonNode end = OneMessage.usage(body);
    // The lab counts the second question longer than the first, because of what it continues.
    assertThat(end.path("input_tokens").asInt())
        .isGreaterThan(2 * start.path("input_tokens").asInt());
    JsonNode whole = OneMessage.usage(RIG.ask().stream().send().body());
    assertThat(end.path("output_tokens").asInt())
        .isEqualTo(start.path("output_tokens").asInt() + whole.path("output_tokens").asInt());
    assertThat(end.has("service_tier")).isFalse();
  }

  @Test
  void theHeadIsThatOfTheFirstAnswer() throws Exception {
    HttpResponse<String> answer = RIG.ask().stream().fault("reset-after-6-events").send();
    assertThat(header(answer, "x-holdfast-attempts")).isEqualTo("1");
    JsonNode start = JSON.readTree(Sse.events(answer.body()).get(0).data());
    assertThat(start.path("message").path("id").asText()).startsWith("msg_");
  }

  private static List<CallResumed> resumed() {
    return RIG.heard().events().stream()
        .filter(CallResumed.class::isInstance)
        .map((CallEvent event) -> (CallResumed) event)
        .toList();
  }
}
