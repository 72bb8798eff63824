package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.upstream.LabUpstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** RestClient and WebClient: guarded where they ask for it, and only to the upstream. */
class ClientsTest {
  private static final Map<String, Object> BODY =
      Map.of(
          "model",
          "claude-opus-5",
          "max_tokens",
          64,
          "messages",
          List.of(Map.of("role", "user", "content", "hi")));
  private static final String PATH = "/v1/messages";

  private static LabUpstream lab;
  private static LabUpstream elsewhere;
  private static ConfigurableApplicationContext app;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
    elsewhere = LabUpstream.start();
    app = App.start(lab, "--spring.main.web-application-type=none", "--holdfast.breaker.mode=off");
  }

  @AfterAll
  static void stop() {
    app.close();
    elsewhere.close();
    lab.close();
  }

  @AfterEach
  void calm() {
    lab.clearFaults();
    lab.forgetCalls();
    elsewhere.clearFaults();
    elsewhere.forgetCalls();
  }

  private static String post(RestClient client, String to) {
    return client
        .post()
        .uri(to)
        .header("x-api-key", "any")
        .body(BODY)
        .retrieve()
        .body(String.class);
  }

  private static String post(WebClient client, String to, boolean stream) {
    Map<String, Object> body = new HashMap<>(BODY);
    body.put("stream", stream);
    return client
        .post()
        .uri(to)
        .header("x-api-key", "any")
        .accept(stream ? MediaType.TEXT_EVENT_STREAM : MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .retrieve()
        .bodyToFlux(String.class)
        .collectList()
        .map(pieces -> String.join("", pieces))
        .block();
  }

  @ParameterizedTest
  @CsvSource({"none, 1", "529x3, 4", "resetx2, 3", "cut-body, 2"})
  void whatPassesIsNotSeen(String faults, int attempts) {
    lab.faults(faults);
    assertThat(post(app.getBean(RestClient.class), PATH)).contains("end_turn");
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(attempts);
    lab.forgetCalls();
    lab.clearFaults();
    lab.faults(faults);
    assertThat(post(app.getBean(WebClient.class), PATH, false)).contains("end_turn");
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(attempts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "529x2", "sse-error-firstx2", "reset-after-1-events"})
  void whatHappensToAStreamBeforeItsContentIsNotSeen(String faults) {
    lab.faults(faults);
    assertThat(post(app.getBean(WebClient.class), PATH, true)).endsWith("\"message_stop\"}");
  }

  @Test
  void whatDoesNotPassIsSpringsOwnException() {
    lab.faults("400*");
    assertThatThrownBy(() -> post(app.getBean(RestClient.class), PATH))
        .isInstanceOf(HttpClientErrorException.BadRequest.class);
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }

  @Test
  void requestsToOtherHostsPassAsTheyAre() {
    elsewhere.faults("503*");
    String there = elsewhere.baseUrl() + PATH;
    assertThatThrownBy(() -> post(app.getBean(RestClient.class), there))
        .isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);
    assertThatThrownBy(() -> post(app.getBean(WebClient.class), there, false))
        .hasMessageContaining("503");
    assertThat(elsewhere.calls()).flatMap(call -> call.attempts()).hasSize(2);
  }

  @Test
  void clientsThatDoNotAskAreLeftAlone() {
    lab.faults("503*");
    RestClient other = app.getBean(RestClient.Builder.class).build();
    assertThatThrownBy(() -> post(other, lab.baseUrl() + PATH))
        .isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }
}
