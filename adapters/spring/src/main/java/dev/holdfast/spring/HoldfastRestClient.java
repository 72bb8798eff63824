package dev.holdfast.spring;

import dev.holdfast.breaker.Priority;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Guards a {@link RestClient} that is made with it, and no other:
 *
 * <pre>{@code
 * @Bean
 * RestClient anthropic(RestClient.Builder builder, HoldfastRestClient guard) {
 *   return builder.baseUrl("https://api.anthropic.com").apply(guard).build();
 * }
 * }</pre>
 *
 * <p>It takes the place of the client's request factory, with the settings of {@code
 * spring.http.clients.*}. Requests to other hosts than the upstream pass as they are.
 */
public final class HoldfastRestClient implements Consumer<RestClient.Builder> {
  private final Wires wires;

  HoldfastRestClient(Wires wires) {
    this.wires = wires;
  }

  /** The same for calls of another priority. */
  public HoldfastRestClient withPriority(Priority priority) {
    return new HoldfastRestClient(wires.with(priority));
  }

  /** The same for calls that the breaker may hold at most so long; zero: fail fast. */
  public HoldfastRestClient withHold(Duration hold) {
    return new HoldfastRestClient(wires.with(hold));
  }

  @Override
  public void accept(RestClient.Builder builder) {
    ClientHttpRequestFactory guarded = over(wires.guarded());
    ClientHttpRequestFactory plain = over(wires.plain());
    builder.requestFactory(
        (uri, method) -> wires.choose(uri, guarded, plain).createRequest(uri, method));
  }

  private ClientHttpRequestFactory over(HttpClient client) {
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
    if (wires.readTimeout() != null) {
      factory.setReadTimeout(wires.readTimeout());
    }
    return factory;
  }
}
