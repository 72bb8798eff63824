package dev.holdfast.bench.adapters;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.holdfast.anthropic.HoldfastInterceptor;
import dev.holdfast.decide.Policy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The official SDK. */
@State(Scope.Benchmark)
public class SdkCalls {
  private final MessageCreateParams params =
      MessageCreateParams.builder()
          .model("claude-sonnet-4-5")
          .maxTokens(64)
          .addUserMessage("kelp ".repeat(180))
          .build();
  private AnthropicClient bare;
  private AnthropicClient guarded;

  /** For JMH. */
  public SdkCalls() {}

  /** Makes the clients. */
  @Setup
  public void prepare(Upstreams upstreams) {
    bare = builder(upstreams).build();
    guarded = builder(upstreams).addInterceptor(HoldfastInterceptor.of(Policy.defaults())).build();
  }

  private static AnthropicOkHttpClient.Builder builder(Upstreams upstreams) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(upstreams.url().toString())
        .apiKey("any")
        .maxRetries(0);
  }

  /** Closes them. */
  @TearDown
  public void close() {
    bare.close();
    guarded.close();
  }

  /** Without Holdfast. */
  @Benchmark
  public Message bare() {
    return bare.messages().create(params);
  }

  /** With it. */
  @Benchmark
  public Message guarded() {
    return guarded.messages().create(params);
  }
}
