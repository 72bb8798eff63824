package dev.holdfast.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.drive.BrokenAnswer;
import dev.holdfast.http.HoldfastHttpClient;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's models over a client that lasts, chat and stream. */
class GuardedModelTest {
  /** The default rules in a fraction of the time. */
  private static final Policy BRISK =
      new Policy(
          RetryRules.standard(1, Duration.ofMillis(10), Duration.ofMillis(40)),
          new TimeBudget(Duration.ofMillis(800), Duration.ofSeconds(2)),
          BreakerPolicy.defaults());

  private static LabUpstream lab;

  @BeforeAll
  static void start() {
    lab = LabUpstream.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @AfterEach
  void calm() {
    lab.clearFaults();
    lab.forgetCalls();
  }

  private static AnthropicChatModel chat() {
    return AnthropicChatModel.builder()
        .httpClientBuilder(HoldfastLangChain4j.httpClient(BRISK))
        .baseUrl(lab.baseUrl() + "/v1/")
        .apiKey("any")
        .modelName("claude-opus-5")
        .maxTokens(64)
        .maxRetries(0)
        .build();
  }

  /** The pieces of a streamed answer that ended well. */
  private static CompletableFuture<List<String>> stream() {
    AnthropicStreamingChatModel model =
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(HoldfastLangChain4j.httpClient(Holdfast.of(BRISK)))
            .baseUrl(lab.baseUrl() + "/v1/")
            .apiKey("any")
            .modelName("claude-opus-5")
            .maxTokens(64)
            .build();
    List<String> pieces = new ArrayList<>();
    CompletableFuture<List<String>> done = new CompletableFuture<>();
    model.chat(
        "hi",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String text) {
            pieces.add(text);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(pieces);
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        });
    return done;
  }

  @ParameterizedTest
  @CsvSource({"none, 1", "529x3, 4", "resetx2, 3", "cut-body, 2", "429;retry-after=0.2, 2"})
  void whatPassesIsNotSeen(String faults, int attempts) {
    lab.faults(faults);
    assertThat(chat().chat("hi")).isNotEmpty();
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(attempts);
  }

  @Test
  void whatDoesNotPassIsLangChain4jsOwnException() {
    lab.faults("400*");
    assertThatThrownBy(() -> chat().chat("hi")).isInstanceOf(InvalidRequestException.class);
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "529x2", "sse-error-firstx2", "reset-after-1-events"})
  void whatHappensBeforeContentIsNotSeen(String faults) throws Exception {
    lab.faults(faults);
    assertThat(String.join("", stream().get(10, TimeUnit.SECONDS))).endsWith("lab.");
  }

  /** The default client leaves its caller waiting for ever on the first two. */
  @ParameterizedTest
  @ValueSource(strings = {"end-after-5-events", "no-message-stop", "reset-after-5-events"})
  void aStreamThatBreaksOffIsAnError(String fault) {
    lab.faults(fault);
    assertThatThrownBy(() -> stream().get(10, TimeUnit.SECONDS))
        .hasStackTraceContaining(BrokenAnswer.class.getName());
    assertThat(lab.calls()).flatMap(call -> call.attempts()).hasSize(1);
  }

  @Test
  void theClientIsBuiltAsAskedAndThenWrapped() {
    HttpClient.Builder builder = HttpClient.newBuilder();
    Wrapping wrapping = new Wrapping(builder, client -> HoldfastHttpClient.wrap(client));
    HttpClient client =
        wrapping
            .connectTimeout(Duration.ofSeconds(3))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    assertThat(client).isInstanceOf(HoldfastHttpClient.class);
    assertThat(client.connectTimeout()).contains(Duration.ofSeconds(3));
    assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }
}
