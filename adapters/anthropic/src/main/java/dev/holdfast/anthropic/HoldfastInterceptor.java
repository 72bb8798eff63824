package dev.holdfast.anthropic;

import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.Interceptor;
import dev.holdfast.Holdfast;
import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import java.time.Duration;

/**
 * Makes the calls of an anthropic-java client by Holdfast's policy.
 *
 * <pre>{@code
 * AnthropicClient client =
 *     AnthropicOkHttpClient.builder()
 *         .fromEnv()
 *         .addInterceptor(HoldfastInterceptor.of(Policy.defaults()))
 *         .maxRetries(0)
 *         .build();
 * }</pre>
 *
 * <p>{@code maxRetries(0)} switches the SDK's own retries off. Where it is missing, failures that
 * were answered carry {@code x-should-retry: false}, which the SDK obeys; only lost connections
 * would still be multiplied, and that is logged once.
 *
 * <p>Failures are the SDK's own exceptions: an error that comes as the first event of a stream is
 * the exception of the status it stands for; a call that nobody answered, and a stream that ends
 * too early, is an {@link com.anthropic.errors.AnthropicIoException}. A client's {@code timeout} is
 * the bound of a call with all its attempts; for a stream, of each attempt.
 *
 * <p>Immutable and safe to share: clients that share it share what it knows of the upstream.
 */
public final class HoldfastInterceptor implements Interceptor {
  private final Holdfast holdfast;
  private final Duration hold;
  private final Priority priority;

  private HoldfastInterceptor(Holdfast holdfast, Duration hold, Priority priority) {
    this.holdfast = holdfast;
    this.hold = hold;
    this.priority = priority;
  }

  /** An interceptor of its own. */
  public static HoldfastInterceptor of(Policy policy) {
    return of(Holdfast.of(policy));
  }

  /** One that shares what {@code holdfast} knows with everything else made from it. */
  public static HoldfastInterceptor of(Holdfast holdfast) {
    return new HoldfastInterceptor(holdfast, Terms.DEFAULT.hold(), Terms.DEFAULT.priority());
  }

  /** The same for calls of another priority. */
  public HoldfastInterceptor withPriority(Priority other) {
    return new HoldfastInterceptor(holdfast, hold, other);
  }

  /** The same for calls that the breaker may hold at most so long; zero: fail fast. */
  public HoldfastInterceptor withHold(Duration atMost) {
    return new HoldfastInterceptor(holdfast, atMost, priority);
  }

  @Override
  public HttpClient intercept(HttpClient next) {
    return new GuardedHttpClient(next, holdfast, hold, priority);
  }
}
