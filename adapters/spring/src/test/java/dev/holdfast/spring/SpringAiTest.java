package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import dev.holdfast.drive.BrokenAnswer;
import dev.holdfast.lab.upstream.LabUpstream;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.anthropic.autoconfigure.AnthropicConnectionProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** Spring AI's model as the starter leaves it, whole answers and streams. */
class SpringAiTest {
  private static LabUpstream lab;
  private static ConfigurableApplicationContext app;
  private static AnthropicChatModel model;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
    app = App.start(lab, "--spring.main.web-application-type=none", "--holdfast.breaker.mode=off");
    model = app.getBean(AnthropicChatModel.class);
  }

  @AfterAll
  static void stop() {
    app.close();
    lab.close();
  }

  @AfterEach
  void calm() {
    lab.clearFaults();
    lab.forgetCalls();
  }

  private static String stream() {
    return String.join(
        "",
        Objects.requireNonNull(
            model.stream(new Prompt("hi"))
                .mapNotNull(r -> r.getResult() == null ? null : r.getResult().getOutput().getText())
                .collectList()
                .block()));
  }

  @ParameterizedTest
  @CsvSource({"none, 1", "529x3, 4", "resetx2, 3", "cut-body, 2", "429;retry-after=0.2, 2"})
  void whatPassesIsNotSeen(String faults, int attempts) {
    lab.faults(faults);
    assertThat(model.call("hi")).isNotEmpty();
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(attempts);
  }

  @Test
  void theSdksOwnRetriesAreOff() {
    assertThat(app.getBean(AnthropicConnectionProperties.class).getMaxRetries()).isZero();
  }

  @Test
  void whatDoesNotPassIsTheSdksOwnExceptionAndNotMultiplied() {
    lab.faults("400*");
    assertThatThrownBy(() -> model.call("hi")).isInstanceOf(BadRequestException.class);
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }

  @Test
  void anOverloadThatStaysAndCameAsAnEventIsTheStatusThatItStandsFor() {
    lab.faults("sse-error-first*");
    assertThatThrownBy(SpringAiTest::stream)
        .isInstanceOf(InternalServerException.class)
        .hasMessageStartingWith("529");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "529x2", "sse-error-firstx2", "reset-after-1-events"})
  void whatHappensBeforeContentIsNotSeen(String faults) {
    lab.faults(faults);
    assertThat(stream()).endsWith("lab.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"end-after-5-events", "no-message-stop", "reset-after-5-events"})
  void aStreamThatBreaksOffIsAnError(String fault) {
    lab.faults(fault);
    assertThatThrownBy(SpringAiTest::stream).hasStackTraceContaining(BrokenAnswer.class.getName());
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }
}
