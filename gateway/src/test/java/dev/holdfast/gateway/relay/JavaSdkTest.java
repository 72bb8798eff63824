package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Paused;
import dev.holdfast.gateway.config.GatewayConfig.Truncated;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java SDK with nothing changed but its base URL, its own retries on. */
class JavaSdkTest {
  private static final String CALL = "sdk";

  @RegisterExtension
  static final Rig RIG = Rig.with(setup -> setup.budget(Duration.ofMillis(1500)));

  private static final AtomicInteger MODELS = new AtomicInteger();
  private static AnthropicClient client;

  @BeforeAll
  static void open() {
    client =
        AnthropicOkHttpClient.builder()
            .baseUrl(RIG.gateway().url().toString())
            .apiKey("any")
            .build();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void aMessageComesBack() {
    Message message = client.messages().create(ask("none"));
    assertThat(text(message)).isNotBlank();
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertUpstream(1);
  }

  @ParameterizedTest
  @CsvSource({
    "529x2, 3",
    "'503;html,500', 3",
    "reset, 2",
    "cut-body, 2",
    "html, 2",
    "malformed-sse, 2"
  })
  void whatIsMendedIsNotSeen(String faults, int attempts) {
    assertThat(text(client.messages().create(ask(faults)))).isNotBlank();
    assertUpstream(attempts);
  }

  @ParameterizedTest
  @CsvSource({
    "none, 1",
    "529x2, 3",
    "sse-error-firstx3, 4",
    "reset-after-1-events, 2",
    "malformed-sse-after-1, 2"
  })
  void streamsComeBackWhole(String faults, int attempts) {
    List<RawMessageStreamEvent> events = stream(ask(faults));
    assertThat(events.get(0).isMessageStart()).isTrue();
    assertThat(events.get(events.size() - 1).isMessageStop()).isTrue();
    assertUpstream(attempts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-after-5-events",
        "end-after-5-events",
        "no-message-stop",
        "sse-error-after-5",
        "malformed-sse-after-5"
      })
  void aStreamThatBreaksOffIsAnExceptionAndNoShortAnswer(String fault) {
    List<RawMessageStreamEvent> events = new ArrayList<>();
    assertThatExceptionOfType(AnthropicException.class)
        .isThrownBy(() -> stream(ask(fault), events));
    assertThat(events).hasSizeGreaterThan(2).noneMatch(RawMessageStreamEvent::isMessageStop);
    assertUpstream(1);
  }

  @Test
  void aStreamThatIsContinuedIsOneMessage() throws Exception {
    Mending resume = new Mending(true, Truncated.PASS, Paused.PASS);
    try (Rig rig = Rig.start(setup -> setup.mending(resume))) {
      AnthropicClient other =
          AnthropicOkHttpClient.builder()
              .baseUrl(rig.gateway().url().toString())
              .apiKey("any")
              .build();
      MessageAccumulator whole = MessageAccumulator.create();
      MessageCreateParams ask = ask("reset-after-6-events");
      try (StreamResponse<RawMessageStreamEvent> answer = other.messages().createStreaming(ask)) {
        answer.stream().forEach(whole::accumulate);
      } finally {
        other.close();
      }
      Message message = whole.message();
      assertThat(message.stopReason()).contains(StopReason.END_TURN);
      assertThat(message.content()).hasSize(2);
      assertThat(message.content().get(0).asText().text()).isEqualTo("All is calm ");
      assertThat(message.content().get(1).asText().text()).isEqualTo("All is calm at the lab.");
      assertThat(message.usage().inputTokens()).isGreaterThan(2 * 9);
    }
  }

  @Test
  void aToolIsCalled() {
    Tool tool =
        Tool.builder().name("weather").inputSchema(Tool.InputSchema.builder().build()).build();
    MessageCreateParams ask =
        ask("529").toBuilder().addTool(tool).toolChoice(ToolChoiceAny.builder().build()).build();
    Message message = client.messages().create(ask);
    assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    assertThat(message.content())
        .anyMatch(block -> block.toolUse().map(use -> use.name().equals("weather")).orElse(false));
    assertUpstream(2);
  }

  @ParameterizedTest
  @CsvSource({"529*, 529", "503*, 503", "502*;html, 502", "504*, 504", "429*, 429", "500*, 500"})
  void attemptsAreNotMultipliedOnceTheBudgetIsSpent(String faults, int status) {
    assertThatThrownBy(() -> client.messages().create(ask(faults)))
        .isInstanceOfSatisfying(
            AnthropicServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    assertThat(retryCounts()).containsOnly("0");
    assertThat(RIG.heard().ends()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422})
  void errorsOfTheRequestComeBackAtOnce(int status) {
    assertThatThrownBy(() -> client.messages().create(ask(status + "*")))
        .isInstanceOfSatisfying(
            AnthropicServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    assertUpstream(1);
  }

  @Test
  void aBigRequestIsRepeatedWhole() {
    String big = "x".repeat(10 << 20);
    MessageCreateParams ask = ask("529,reset").toBuilder().addUserMessage(big).build();
    assertThat(text(client.messages().create(ask))).isNotBlank();
    assertUpstream(3);
    assertThat(attempts())
        .allMatch(a -> a.arrived() == null || a.arrived().bodyBytes() > 10 << 20)
        .last()
        .matches(a -> a.arrived().bodyBytes() > 10 << 20);
  }

  @Test
  void manyStreamsAtOnceComeBackWhole() {
    MessageCreateParams ask =
        ask("none").toBuilder()
            .replaceAdditionalHeaders("x-lab-answer", "text;events=50;bytes=40")
            .build();
    List<CompletableFuture<List<RawMessageStreamEvent>>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> stream(ask)))
            .toList();
    for (CompletableFuture<List<RawMessageStreamEvent>> one : all) {
      assertThat(one.join().stream().filter(RawMessageStreamEvent::isContentBlockDelta))
          .hasSize(50);
    }
  }

  /** Each with a model of its own, or one test's failures would spend the next one's budget. */
  private static MessageCreateParams ask(String faults) {
    return MessageCreateParams.builder()
        .model("claude-test-" + MODELS.incrementAndGet())
        .maxTokens(64)
        .addUserMessage("hi")
        .putAdditionalHeader("x-lab-call", CALL)
        .putAdditionalHeader("x-lab-fault", faults)
        .build();
  }

  private static List<RawMessageStreamEvent> stream(MessageCreateParams ask) {
    List<RawMessageStreamEvent> events = new ArrayList<>();
    stream(ask, events);
    return events;
  }

  private static void stream(MessageCreateParams ask, List<RawMessageStreamEvent> events) {
    try (StreamResponse<RawMessageStreamEvent> answer = client.messages().createStreaming(ask)) {
      answer.stream().forEach(events::add);
    }
  }

  private static String text(Message message) {
    return message.content().get(0).asText().text();
  }

  /** So many attempts upstream for one of the SDK. */
  private static void assertUpstream(int attempts) {
    assertThat(attempts()).hasSize(attempts);
    assertThat(retryCounts()).containsOnly("0");
  }

  private static List<Attempt> attempts() {
    return RIG.lab().calls().stream()
        .filter(call -> call.id().equals(CALL))
        .map(LabCall::attempts)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> retryCounts() {
    return attempts().stream()
        .filter(attempt -> attempt.arrived() != null)
        .flatMap(a -> a.arrived().headers().get("x-stainless-retry-count").stream())
        .toList();
  }
}
