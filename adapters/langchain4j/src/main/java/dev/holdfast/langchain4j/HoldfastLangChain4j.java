package dev.holdfast.langchain4j;

import dev.holdfast.Holdfast;
import dev.holdfast.decide.Policy;
import dev.holdfast.http.HoldfastHttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import java.net.http.HttpClient;
import java.util.function.UnaryOperator;

/**
 * Gives LangChain4j's models an HTTP client that makes calls by Holdfast's policy.
 *
 * <pre>{@code
 * AnthropicChatModel.builder()
 *     .httpClientBuilder(HoldfastLangChain4j.httpClient(Policy.defaults()))
 *     .maxRetries(0)
 *     …
 * }</pre>
 *
 * <p>{@code maxRetries(0)} switches a chat model's own retries off, which know no {@code
 * retry-after}; streaming models have none. A stream always ends in one of {@code
 * onCompleteResponse} and {@code onError}. It stands on LangChain4j's JDK client because the
 * exceptions of its other clients have lost the answer's headers.
 */
public final class HoldfastLangChain4j {
  private HoldfastLangChain4j() {}

  /** A client with knowledge of its own. */
  public static HttpClientBuilder httpClient(Policy policy) {
    return httpClient(Holdfast.of(policy));
  }

  /** A client that shares what {@code holdfast} knows with everything else made from it. */
  public static HttpClientBuilder httpClient(Holdfast holdfast) {
    return httpClient(HttpClient.newBuilder(), client -> HoldfastHttpClient.wrap(client, holdfast));
  }

  /**
   * A client as you build and wrap it: with a proxy, an executor, another priority.
   *
   * @param builder of the JDK's client
   * @param wrap mostly {@code client -> HoldfastHttpClient.wrap(client, holdfast)}
   */
  public static HttpClientBuilder httpClient(
      HttpClient.Builder builder, UnaryOperator<HttpClient> wrap) {
    return JdkHttpClient.builder().httpClientBuilder(new Wrapping(builder, wrap));
  }
}
