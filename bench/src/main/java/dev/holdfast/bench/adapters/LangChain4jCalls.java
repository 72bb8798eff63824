package dev.holdfast.bench.adapters;

import dev.holdfast.decide.Policy;
import dev.holdfast.langchain4j.HoldfastLangChain4j;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** LangChain4j's chat model. */
@State(Scope.Benchmark)
public class LangChain4jCalls {
  private static final String QUESTION = "kelp ".repeat(180);

  private ChatModel bare;
  private ChatModel guarded;

  /** For JMH. */
  public LangChain4jCalls() {}

  /** Makes the models. */
  @Setup
  public void prepare(Upstreams upstreams) {
    bare = model(upstreams, JdkHttpClient.builder());
    guarded = model(upstreams, HoldfastLangChain4j.httpClient(Policy.defaults()));
  }

  private static ChatModel model(Upstreams upstreams, HttpClientBuilder http) {
    return AnthropicChatModel.builder()
        .httpClientBuilder(http)
        .baseUrl(upstreams.url() + "/v1/")
        .apiKey("any")
        .modelName("claude-sonnet-4-5")
        .maxTokens(64)
        .maxRetries(0)
        .build();
  }

  /** Without Holdfast. */
  @Benchmark
  public String bare() {
    return bare.chat(QUESTION);
  }

  /** With it. */
  @Benchmark
  public String guarded() {
    return guarded.chat(QUESTION);
  }
}
