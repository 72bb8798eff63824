package dev.holdfast.conformance;

import dev.holdfast.lab.conformity.Asked;
import dev.holdfast.lab.conformity.Subject;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A program that uses LangChain4j.
 *
 * @param http how its models talk
 * @param retries of the chat model; streaming models have none
 */
record LangChain4jSubject(URI base, HttpClientBuilder http, int retries) implements Subject {
  @Override
  public void ask(Asked call, Consumer<String> heard) throws Exception {
    if (call.stream()) {
      stream(call, heard);
      return;
    }
    AnthropicChatModel model =
        AnthropicChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(base + "/v1/")
            .apiKey("any")
            .modelName(call.model())
            .maxTokens(64)
            .maxRetries(retries)
            .customHeaders(call.headers())
            .build();
    heard.accept(model.chat("How is it going?"));
  }

  private void stream(Asked call, Consumer<String> heard) throws Exception {
    AnthropicStreamingChatModel model =
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(base + "/v1/")
            .apiKey("any")
            .modelName(call.model())
            .maxTokens(64)
            .customHeaders(call.headers())
            .build();
    CompletableFuture<Void> done = new CompletableFuture<>();
    model.chat(
        "How is it going?",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String text) {
            heard.accept(text);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(null);
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        });
    try {
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }
}
