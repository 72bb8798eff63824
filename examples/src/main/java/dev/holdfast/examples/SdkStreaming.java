package dev.holdfast.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.holdfast.anthropic.HoldfastInterceptor;
import dev.holdfast.decide.Policy;

/** A stream with the official SDK. What goes wrong before its first word is not seen here. */
public final class SdkStreaming {
  private SdkStreaming() {}

  /** Prints an answer as it comes. */
  public static void main(String[] args) {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .fromEnv()
            .addInterceptor(HoldfastInterceptor.of(Policy.defaults()))
            .maxRetries(0)
            .build();
    MessageCreateParams question =
        MessageCreateParams.builder()
            .model("claude-opus-5")
            .maxTokens(64)
            .addUserMessage("How is it going?")
            .build();
    try (StreamResponse<RawMessageStreamEvent> answer =
        client.messages().createStreaming(question)) {
      answer.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .forEach(delta -> System.out.print(delta.text()));
      System.out.println();
    } catch (AnthropicException e) {
      // Also when it breaks off after some words: half an answer never looks like a whole one.
      System.out.println("\n" + e);
    } finally {
      client.close();
    }
  }
}
