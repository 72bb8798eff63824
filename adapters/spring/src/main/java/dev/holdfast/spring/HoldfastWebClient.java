package dev.holdfast.spring;

import dev.holdfast.breaker.Priority;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Guards a {@link WebClient} that is made with it, and no other:
 *
 * <pre>{@code
 * @Bean
 * WebClient anthropic(WebClient.Builder builder, HoldfastWebClient guard) {
 *   return builder.baseUrl("https://api.anthropic.com").apply(guard).build();
 * }
 * }</pre>
 *
 * <p>It takes the place of the client's connector, with the settings of {@code
 * spring.http.clients.*}. Requests to other hosts than the upstream pass as they are.
 */
public final class HoldfastWebClient implements Consumer<WebClient.Builder> {
  private final Wires wires;

  HoldfastWebClient(Wires wires) {
    this.wires = wires;
  }

  /** The same for calls of another priority. */
  public HoldfastWebClient withPriority(Priority priority) {
    return new HoldfastWebClient(wires.with(priority));
  }

  /** The same for calls that the breaker may hold at most so long; zero: fail fast. */
  public HoldfastWebClient withHold(Duration hold) {
    return new HoldfastWebClient(wires.with(hold));
  }

  @Override
  public void accept(WebClient.Builder builder) {
    ClientHttpConnector guarded = over(wires.guarded());
    ClientHttpConnector plain = over(wires.plain());
    builder.clientConnector(
        (method, uri, write) -> wires.choose(uri, guarded, plain).connect(method, uri, write));
  }

  private ClientHttpConnector over(HttpClient client) {
    JdkClientHttpConnector connector = new JdkClientHttpConnector(client);
    if (wires.readTimeout() != null) {
      connector.setReadTimeout(wires.readTimeout());
    }
    return connector;
  }
}
