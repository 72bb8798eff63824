package dev.holdfast.conformance.spring;

import dev.holdfast.lab.conformity.Asked;
import dev.holdfast.lab.conformity.Subject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** A program that uses Spring AI as Spring Boot configures it. */
record SpringSubject(AnthropicChatModel model) implements Subject {
  /** The default rules in a fraction of the time. */
  static final String[] BRISK = {
    "--holdfast.retry.time-budget=2500ms",
    "--holdfast.retry.quota-budget=5s",
    "--holdfast.retry.backoff.base=20ms",
    "--holdfast.retry.backoff.cap=80ms"
  };

  /** An application with nothing of its own. */
  @EnableAutoConfiguration
  private static final class App {
    private App() {}
  }

  /** Starts it. */
  static ConfigurableApplicationContext app(URI base, boolean guarded, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--logging.level.root=off");
    arguments.add("--spring.main.web-application-type=none");
    arguments.add("--spring.ai.anthropic.base-url=" + base);
    arguments.add("--spring.ai.anthropic.api-key=any");
    arguments.add("--holdfast.enabled=" + guarded);
    return SpringApplication.run(App.class, arguments.toArray(String[]::new));
  }

  static SpringSubject of(ConfigurableApplicationContext app) {
    return new SpringSubject(app.getBean(AnthropicChatModel.class));
  }

  @Override
  public void ask(Asked call, Consumer<String> heard) {
    AnthropicChatOptions options =
        AnthropicChatOptions.builder()
            .model(call.model())
            .maxTokens(64)
            .httpHeaders(call.headers())
            .build();
    Prompt prompt = new Prompt("How is it going?", options);
    if (call.stream()) {
      model.stream(prompt).doOnNext(part -> hear(part, heard)).blockLast();
    } else {
      hear(model.call(prompt), heard);
    }
  }

  private static void hear(ChatResponse response, Consumer<String> heard) {
    String text = response.getResult() == null ? null : response.getResult().getOutput().getText();
    if (text != null && !text.isEmpty()) {
      heard.accept(text);
    }
  }
}
