package dev.holdfast.examples;

import dev.holdfast.decide.Policy;
import dev.holdfast.langchain4j.HoldfastLangChain4j;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** An agent with a tool: each of its turns is a call that lasts. */
public final class LangChain4jAgent {
  private static final String BASE =
      System.getenv().getOrDefault("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
  private static final String KEY = System.getenv().getOrDefault("ANTHROPIC_API_KEY", "any");
  private static final int MOST_TURNS = 5;

  private static final ToolSpecification CLOCK =
      ToolSpecification.builder()
          .name("clock")
          .description("Tells the time in UTC.")
          .parameters(JsonObjectSchema.builder().build())
          .build();

  private LangChain4jAgent() {}

  /** Lets the model use the clock until it has an answer. */
  public static void main(String[] args) {
    ChatModel model =
        AnthropicChatModel.builder()
            .httpClientBuilder(HoldfastLangChain4j.httpClient(Policy.defaults()))
            .maxRetries(0)
            .baseUrl(BASE + "/v1/")
            .apiKey(KEY)
            .modelName("claude-opus-5")
            .maxTokens(64)
            .build();
    List<ChatMessage> talk = new ArrayList<>();
    talk.add(UserMessage.from("What time is it?"));
    ToolChoice choice = ToolChoice.REQUIRED;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      ChatRequest request =
          ChatRequest.builder().messages(talk).toolSpecifications(CLOCK).toolChoice(choice).build();
      AiMessage said = model.chat(request).aiMessage();
      if (!said.hasToolExecutionRequests()) {
        System.out.println(said.text());
        return;
      }
      talk.add(said);
      said.toolExecutionRequests().forEach(asked -> talk.add(used(asked)));
      choice = ToolChoice.AUTO;
    }
  }

  private static ToolExecutionResultMessage used(ToolExecutionRequest asked) {
    String time = LocalTime.now(ZoneOffset.UTC).toString();
    System.out.println(asked.name() + ": " + time);
    return ToolExecutionResultMessage.from(asked, time);
  }
}
