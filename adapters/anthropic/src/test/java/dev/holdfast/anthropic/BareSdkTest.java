package dev.holdfast.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.SseException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The SDK as it comes. What fails here some day is something that it mends by then: good news, and
 * a line less in the documentation.
 */
class BareSdkTest {
  private static Sdk sdk;

  @BeforeAll
  static void start() {
    sdk = new Sdk();
  }

  @AfterAll
  static void stop() {
    sdk.close();
  }

  @Test
  void aStreamWithoutItsEndIsNoError() throws Throwable {
    assertThat(Sdk.stream(sdk.bare, false, Sdk.id(), "end-after-5-events"))
        .isNotEmpty()
        .noneMatch(RawMessageStreamEvent::isMessageStop);
  }

  @Test
  void anOverloadAsTheFirstEventIsNotRetried() {
    String id = Sdk.id();
    assertThatThrownBy(() -> Sdk.stream(sdk.bare, false, id, "sse-error-first"))
        .isInstanceOf(SseException.class);
    assertThat(sdk.attempts(id)).hasSize(1);
  }

  @Test
  void aBodyCutInTheMiddleIsNotRetried() {
    String id = Sdk.id();
    assertThatThrownBy(() -> Sdk.create(sdk.bare, false, id, "cut-body"))
        .isInstanceOf(AnthropicException.class);
    assertThat(sdk.attempts(id)).hasSize(1);
  }

  @Test
  void aLongRetryAfterBlocksItsCaller() throws Exception {
    String id = Sdk.id();
    CompletableFuture<?> answer =
        sdk.bare.async().messages().create(Sdk.ask(id, "429*;retry-after=3600"));
    sdk.lab.await(all -> sdk.attempts(id).size() == 1, Duration.ofSeconds(10));
    assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    answer.cancel(true);
  }
}
