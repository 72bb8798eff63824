package dev.holdfast.http;

import dev.holdfast.Holdfast;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Replay;
import dev.holdfast.drive.Reply;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Phase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, from its request to its answer.
 *
 * @param <T> what the caller's handler makes of the body
 */
final class GuardedCall<T> {
  private static final String OURS = "x-holdfast-";

  private final Route<T> route;
  private final Holdfast holdfast;
  private final HttpRequest request;
  private final Terms terms;
  private final boolean message;
  private final long start = System.nanoTime();
  private final CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();

  /** The last answer that flows: when the caller has left, it must not be left open. */
  private volatile @Nullable Arrived flowing;

  private volatile boolean gone;

  GuardedCall(Route<T> route, Holdfast holdfast, Wishes wishes, HttpRequest request) {
    this.route = route;
    this.holdfast = holdfast;
    this.request = request;
    String path = path(request.uri());
    Replay replay = Replay.of(request.method(), path);
    this.terms =
        new Terms(replay, request.timeout().orElse(null)).with(wishes.hold(), wishes.priority());
    this.message = request.method().equals("POST") && path.endsWith("/v1/messages");
  }

  private static String path(URI uri) {
    return uri.getPath() == null ? "" : uri.getPath();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its end is the answer's.
  CompletableFuture<HttpResponse<T>> run() {
    KeptBody.of(request.bodyPublisher().orElse(null))
        .whenComplete((body, e) -> {
          if (e == null) {
            start(body);
          } else {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its end is the answer's.
  private void start(@Nullable KeptBody body) {
    URI uri = request.uri();
    String model = body == null ? null : body.model();
    String upstream = uri.getScheme() + "://" + uri.getRawAuthority();
    EndpointKey to = EndpointKey.of(upstream, path(uri), model);
    CompletableFuture<HttpResponse<Arrived>> call =
        holdfast.callAsync(to, terms, send -> attempt(body));
    call.whenComplete(this::handOn);
    answer.whenComplete((value, e) -> {
      if (answer.isCancelled()) {
        call.cancel(true);
        leave();
      }
    });
  }

  private void leave() {
    gone = true;
    Arrived open = flowing;
    if (open != null) {
      open.abandon();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its end is the reply's.
  private CompletableFuture<Reply<HttpResponse<Arrived>>> attempt(@Nullable KeptBody body) {
    Duration left = left();
    CompletableFuture<Reply<HttpResponse<Arrived>>> reply = new CompletableFuture<>();
    CompletableFuture<HttpResponse<Arrived>> sent = route.send(wire(body, left), message);
    sent.whenComplete((response, e) -> arrived(reply, response, Failures.unwrapped(e)));
    if (left != null) {
      Reply<HttpResponse<Arrived>> late = new Reply<>(new Cancelled(Phase.SENT), null);
      reply.completeOnTimeout(late, left.toNanos(), TimeUnit.NANOSECONDS);
    }
    // The caller left or its time is up: so does the attempt. Once it is answered this is nothing.
    reply.whenComplete((r, e) -> sent.cancel(true));
    return reply;
  }

  /** What is left of the request's timeout; null if it has none. */
  private @Nullable Duration left() {
    Duration deadline = terms.deadline();
    if (deadline == null) {
      return null;
    }
    Duration left = deadline.minusNanos(System.nanoTime() - start);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  private HttpRequest wire(@Nullable KeptBody body, @Nullable Duration left) {
    HttpRequest.Builder wire =
        HttpRequest.newBuilder(request, (name, value) -> !name.regionMatches(true, 0, OURS, 0, 11));
    if (body != null) {
      wire.method(request.method(), body.publisher());
    }
    return left == null ? wire.build() : wire.timeout(left).build();
  }

  private void arrived(
      CompletableFuture<Reply<HttpResponse<Arrived>>> reply,
      @Nullable HttpResponse<Arrived> response,
      @Nullable Throwable e) {
    if (response != null) {
      if (!reply.complete(judged(response))) {
        response.body().abandon();
      }
    } else if (e instanceof HttpTimeoutException && late()) {
      reply.complete(new Reply<>(new Cancelled(Phase.SENT), null));
    } else {
      reply.completeExceptionally(e);
    }
  }

  private boolean late() {
    Duration left = left();
    return left != null && left.toMillis() <= 1;
  }

  private Reply<HttpResponse<Arrived>> judged(HttpResponse<Arrived> response) {
    Arrived body = response.body();
    if (!body.flows()) {
      Outcome over = body.end().join();
      return new Reply<>(over, over instanceof Answered ? response : null);
    }
    flowing = body;
    if (gone) {
      body.abandon();
    }
    return Reply.flowing(body.soFar(), response, body.end());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its end is the answer's.
  private void handOn(@Nullable HttpResponse<Arrived> response, @Nullable Throwable e) {
    if (response == null) {
      leave();
      answer.completeExceptionally(Failures.told(e));
      return;
    }
    try {
      Head head = response.body().head();
      BodySubscriber<T> taker = route.handler().apply(head);
      response.body().deliver(taker);
      taker.getBody().whenComplete((body, broken) -> complete(response, head, body, broken));
    } catch (RuntimeException | Error broken) {
      response.body().abandon();
      answer.completeExceptionally(broken);
    }
  }

  private void complete(
      HttpResponse<Arrived> response, Head head, @Nullable T body, @Nullable Throwable broken) {
    if (broken == null) {
      answer.complete(new Answer<>(response, head, body));
    } else {
      answer.completeExceptionally(Failures.unwrapped(broken));
    }
  }
}
