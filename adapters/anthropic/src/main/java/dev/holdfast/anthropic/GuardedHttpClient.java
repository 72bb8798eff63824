package dev.holdfast.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import dev.holdfast.Holdfast;
import dev.holdfast.breaker.Priority;
import dev.holdfast.drive.CallFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The SDK's transport, each of whose requests is one call. */
final class GuardedHttpClient implements HttpClient {
  private static final System.Logger LOG = System.getLogger(HoldfastInterceptor.class.getName());

  private final HttpClient next;
  private final Holdfast holdfast;
  private final Duration hold;
  private final Priority priority;
  private final AtomicBoolean warned = new AtomicBoolean();

  GuardedHttpClient(HttpClient next, Holdfast holdfast, Duration hold, Priority priority) {
    this.next = next;
    this.holdfast = holdfast;
    this.hold = hold;
    this.priority = priority;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    lookForNestedRetries(request);
    SdkCall call = new SdkCall(next, request, options);
    try {
      return holdfast.call(call.endpoint(), call.terms(hold, priority), send -> call.attempt());
    } catch (CallFailed e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnthropicIoException("interrupted", e);
    } finally {
      call.close();
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Its end is what is told.
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    lookForNestedRetries(request);
    SdkCall call = new SdkCall(next, request, options);
    CompletableFuture<HttpResponse> answer =
        holdfast.callAsync(
            call.endpoint(), call.terms(hold, priority), send -> call.attemptAsync());
    CompletableFuture<HttpResponse> told = new CompletableFuture<>();
    answer.whenComplete((response, thrown) -> {
      call.close();
      if (thrown != null) {
        told.completeExceptionally(told(thrown));
      } else if (!told.complete(response)) {
        response.close();
      }
    });
    told.whenComplete((response, thrown) -> answer.cancel(true));
    return told;
  }

  /** As it was thrown: the SDK does not look into what stages wrap. */
  private static Throwable told(Throwable thrown) {
    Throwable e = thrown;
    while (e instanceof CompletionException && e.getCause() != null) {
      e = e.getCause();
    }
    return e instanceof CallFailed failed ? failure(failed) : e;
  }

  private static AnthropicIoException failure(CallFailed failed) {
    return new AnthropicIoException(failed.getMessage(), failed);
  }

  private void lookForNestedRetries(HttpRequest request) {
    boolean again =
        request.headers().values("X-Stainless-Retry-Count").stream().anyMatch(n -> !n.equals("0"));
    if (again && warned.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the SDK retries on top of Holdfast; build its client with maxRetries(0)");
    }
  }

  @Override
  public void close() {
    next.close();
  }
}
