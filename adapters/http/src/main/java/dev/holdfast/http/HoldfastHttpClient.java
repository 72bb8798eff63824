package dev.holdfast.http;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.Priority;
import dev.holdfast.decide.Policy;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpClient} that makes calls by Holdfast's policy over another one.
 *
 * <pre>{@code
 * HttpClient client = HoldfastHttpClient.wrap(HttpClient.newHttpClient());
 * }</pre>
 *
 * <p>What is different: failures that pass are retried; a request's {@code timeout} bounds the call
 * with all its attempts until the answer is handed on; an answer in JSON, and a stream of a message
 * up to its first content, is handed on when it is known to be good; a stream that breaks off later
 * ends in a {@link dev.holdfast.drive.BrokenAnswer}. What is not: everything else, as the wrapped
 * client was built.
 *
 * <p>Request bodies are kept for replay, up to 32 MiB. A larger one is sent as it is, once. If no
 * attempt was answered a {@link dev.holdfast.drive.CallFailed} is thrown, or an {@link
 * java.net.http.HttpTimeoutException} when the request's timeout passed.
 *
 * <p>Immutable and safe to share.
 */
public final class HoldfastHttpClient extends HttpClient {
  private final HttpClient client;
  private final Holdfast holdfast;
  private final Wishes wishes;

  private HoldfastHttpClient(HttpClient client, Holdfast holdfast, Wishes wishes) {
    this.client = client;
    this.holdfast = holdfast;
    this.wishes = wishes;
  }

  /** A client of its own, with the default policy. Wrap once and share it, as the wrapped one. */
  public static HoldfastHttpClient wrap(HttpClient client) {
    return wrap(client, Holdfast.of(Policy.defaults()));
  }

  /** A client that shares what {@code holdfast} knows with everything else made from it. */
  public static HoldfastHttpClient wrap(HttpClient client, Holdfast holdfast) {
    return new HoldfastHttpClient(client, holdfast, Wishes.DEFAULT);
  }

  /** The same client for calls of another priority. */
  public HoldfastHttpClient withPriority(Priority priority) {
    return new HoldfastHttpClient(client, holdfast, new Wishes(wishes.hold(), priority));
  }

  /** The same client for calls that the breaker may hold at most so long; zero: fail fast. */
  public HoldfastHttpClient withHold(Duration hold) {
    return new HoldfastHttpClient(client, holdfast, new Wishes(hold, wishes.priority()));
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw Failures.thrown(e.getCause());
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return sendAsync(request, handler, null);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    if (KeptBody.tooLarge(request)) {
      return client.sendAsync(request, handler, pushes);
    }
    return new GuardedCall<>(new Route<>(client, pushes, handler), holdfast, wishes, request).run();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  // Since Java 21 a client can be closed. Compiled for 17 these override nothing; on 21 they do.

  /** Closes the wrapped client where the JDK can (21 and later): waits for calls under way. */
  public void close() {
    Closing.close(client);
  }

  /** Lets the wrapped client finish its calls and take no more, where the JDK can. */
  public void shutdown() {
    Closing.shutdown(client);
  }

  /** Ends the wrapped client's calls, where the JDK can. */
  public void shutdownNow() {
    Closing.shutdownNow(client);
  }

  /** Whether the wrapped client has ended; false where the JDK cannot tell. */
  public boolean isTerminated() {
    return Closing.isTerminated(client);
  }

  /**
   * Waits for the wrapped client to end; true where the JDK cannot tell.
   *
   * @throws InterruptedException if the thread was interrupted
   */
  public boolean awaitTermination(Duration atMost) throws InterruptedException {
    return Closing.awaitTermination(client, atMost);
  }
}
