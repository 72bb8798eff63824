package dev.holdfast.conformance;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.holdfast.lab.conformity.Asked;
import dev.holdfast.lab.conformity.Subject;
import java.util.function.Consumer;

/** A program that uses the official SDK. */
record SdkSubject(AnthropicClient client) implements Subject {
  @Override
  public void ask(Asked call, Consumer<String> heard) {
    MessageCreateParams.Builder ask =
        MessageCreateParams.builder()
            .model(call.model())
            .maxTokens(64)
            .addUserMessage("How is it going?");
    call.headers().forEach(ask::putAdditionalHeader);
    if (!call.stream()) {
      heard.accept(client.messages().create(ask.build()).content().get(0).asText().text());
      return;
    }
    try (StreamResponse<RawMessageStreamEvent> answer =
        client.messages().createStreaming(ask.build())) {
      answer.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .forEach(delta -> heard.accept(delta.text()));
    }
  }
}
