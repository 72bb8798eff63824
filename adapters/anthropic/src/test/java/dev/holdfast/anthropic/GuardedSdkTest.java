package dev.holdfast.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.holdfast.drive.BrokenAnswer;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.lab.calls.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK with the interceptor; each case blocking and not. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GuardedSdkTest {
  private static Sdk sdk;

  @Parameter boolean async;

  @BeforeAll
  static void start() {
    sdk = new Sdk();
  }

  @AfterAll
  static void stop() {
    sdk.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "529x4",
        "503x3;html",
        "500",
        "resetx3",
        "garbage",
        "cut-body",
        "html",
        "429;retry-after=0.2"
      })
  void whatPassesIsNotSeen(String faults) throws Throwable {
    String id = Sdk.id();
    assertThat(Sdk.create(sdk.guarded, async, id, faults).content()).isNotEmpty();
    assertThat(sdk.attempts(id)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "529x4",
        "sse-error-firstx2",
        "reset-after-1-events",
        "end-after-head",
        "malformed-sse-after-1"
      })
  void whatHappensBeforeContentIsNotSeen(String faults) throws Throwable {
    List<RawMessageStreamEvent> events = Sdk.stream(sdk.guarded, async, Sdk.id(), faults);
    assertThat(events).filteredOn(RawMessageStreamEvent::isMessageStart).hasSize(1);
    assertThat(events).last().matches(RawMessageStreamEvent::isMessageStop);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-after-5-events",
        "end-after-5-events",
        "no-message-stop",
        "malformed-sse-after-5"
      })
  void aStreamThatBreaksOffIsTheSdksOwnException(String fault) {
    String id = Sdk.id();
    List<RawMessageStreamEvent> events = new ArrayList<>();
    assertThatThrownBy(() -> Sdk.stream(sdk.guarded, async, Sdk.ask(id, fault), events))
        .isInstanceOf(AnthropicIoException.class)
        .hasCauseInstanceOf(BrokenAnswer.class);
    assertThat(events).hasSizeGreaterThan(1).noneMatch(RawMessageStreamEvent::isMessageStop);
    assertThat(sdk.attempts(id)).hasSize(1);
  }

  static Stream<Arguments> told() {
    return Stream.of(
        Arguments.of("400*", BadRequestException.class, 1),
        Arguments.of("500*", InternalServerException.class, 2),
        Arguments.of("429*;retry-after=3600", RateLimitException.class, 1),
        Arguments.of("spend-limit*", AnthropicServiceException.class, 1));
  }

  @ParameterizedTest
  @MethodSource("told")
  void whatDoesNotPassIsTheSdksOwnException(String fault, Class<?> type, int attempts) {
    String id = Sdk.id();
    assertThatThrownBy(() -> Sdk.create(sdk.guarded, async, id, fault)).isInstanceOf(type);
    assertThat(sdk.attempts(id)).hasSize(attempts);
  }

  @Test
  void anErrorEventForEverIsTheExceptionOfItsStatus() {
    assertThatThrownBy(() -> Sdk.stream(sdk.guarded, async, Sdk.id(), "sse-error-first*"))
        .isInstanceOfSatisfying(
            OverloadedException.class, e -> assertThat(e.statusCode()).isEqualTo(529));
  }

  @Test
  void nobodyAnsweredIsAnIoException() {
    assertThatThrownBy(() -> Sdk.create(sdk.guarded, async, Sdk.id(), "reset*"))
        .isInstanceOf(AnthropicIoException.class)
        .hasCauseInstanceOf(CallFailed.class);
  }

  /** Forgetting {@code maxRetries(0)} must not multiply answered failures. */
  @ParameterizedTest
  @CsvSource({"400*, 1", "500*, 2"})
  void theSdksOwnRetriesAreHeldBack(String fault, int attempts) {
    String id = Sdk.id();
    AnthropicClient forgetful =
        sdk.builder().addInterceptor(HoldfastInterceptor.of(sdk.holdfast)).build();
    assertThatThrownBy(() -> Sdk.create(forgetful, async, id, fault))
        .isInstanceOf(AnthropicServiceException.class);
    forgetful.close();
    assertThat(sdk.attempts(id)).hasSize(attempts);
  }

  @Test
  void theTimeoutBoundsTheCallAndSaysNothingOfTheUpstream() throws Exception {
    String id = Sdk.id();
    AnthropicClient hasty =
        sdk.builder()
            .addInterceptor(HoldfastInterceptor.of(sdk.holdfast))
            .maxRetries(0)
            .timeout(Duration.ofMillis(600))
            .build();
    assertThatThrownBy(() -> Sdk.create(hasty, async, id, "stall*"))
        .isInstanceOf(AnthropicIoException.class);
    hasty.close();
    sdk.lab.await(
        all -> sdk.attempts(id).stream().allMatch(a -> a.ended() == Ended.CLIENT_GONE),
        Duration.ofSeconds(10));
    assertThat(sdk.attempts(id)).hasSize(1);
  }

  @Test
  void cancellingReachesTheUpstream() throws Exception {
    String id = Sdk.id();
    CompletableFuture<?> answer = sdk.guarded.async().messages().create(Sdk.ask(id, "stall*"));
    sdk.lab.await(all -> sdk.attempts(id).size() == 1, Duration.ofSeconds(10));
    answer.cancel(true);
    assertThat(answer).isCancelled();
  }
}
