package dev.holdfast.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Replay;
import dev.holdfast.drive.AnswerStream;
import dev.holdfast.drive.Reply;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.JsonNames;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Phase;
import dev.holdfast.outcome.TopFields;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One request of the SDK, sent as often as the call says. */
final class SdkCall {
  private static final JsonNames FIELDS = JsonNames.of("model", "stream");

  private final HttpClient next;
  private final HttpRequest original;
  private final HttpRequest request;
  private final RequestOptions options;
  private final String path;
  private final boolean message;
  private final TopFields fields = new TopFields(FIELDS);
  private final long start = System.nanoTime();

  SdkCall(HttpClient next, HttpRequest request, RequestOptions options) {
    this.next = next;
    this.original = request;
    this.options = options;
    this.path = "/" + String.join("/", request.pathSegments());
    this.message = request.method().name().equals("POST") && path.endsWith("/v1/messages");
    // A body that can be written once is kept as bytes, so that every attempt sends the same.
    this.request = request.buffered();
    this.request.body().filter(body -> message).ifPresent(body -> body.writeTo(scanned(fields)));
  }

  private static OutputStream scanned(TopFields into) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        into.feed(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  EndpointKey endpoint() {
    return EndpointKey.of(request.baseUrl(), path, fields.field("model"));
  }

  Terms terms(Duration hold, Priority priority) {
    Replay replay = Replay.of(request.method().name(), path);
    return new Terms(replay, deadline()).with(hold, priority);
  }

  /** The SDK's timeout bounds a whole answer; a stream may rightly take longer than any. */
  private @Nullable Duration deadline() {
    Duration timeout = options.timeout().map(Timeout::request).orElse(Duration.ZERO);
    return timeout.isZero() || "true".equals(fields.field("stream")) ? null : timeout;
  }

  private @Nullable Duration left() {
    Duration deadline = deadline();
    if (deadline == null) {
      return null;
    }
    Duration left = deadline.minusNanos(System.nanoTime() - start);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  /** The options of one attempt: its timeout is what is left of the call's. */
  private RequestOptions bounded() {
    Duration left = left();
    return left == null
        ? options
        : options.toBuilder()
            .timeout(options.timeout().orElseThrow().toBuilder().request(left).build())
            .build();
  }

  Reply<HttpResponse> attempt() throws IOException {
    try {
      return judged(next.execute(request, bounded()));
    } catch (AnthropicIoException e) {
      return lost(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its end is the reply's.
  CompletableFuture<Reply<HttpResponse>> attemptAsync() {
    CompletableFuture<HttpResponse> sent = next.executeAsync(request, bounded());
    CompletableFuture<Reply<HttpResponse>> reply = new CompletableFuture<>();
    sent.whenComplete((response, thrown) -> {
      try {
        Reply<HttpResponse> judged = response == null ? lost(thrown) : judged(response);
        if (!reply.complete(judged) && judged.value() != null) {
          judged.value().close();
        }
      } catch (IOException | RuntimeException | Error e) {
        reply.completeExceptionally(e);
      }
    });
    reply.whenComplete((r, e) -> sent.cancel(true));
    return reply;
  }

  /** What the SDK wraps, unwrapped; the caller's own time limit says nothing of the upstream. */
  private Reply<HttpResponse> lost(Throwable thrown) throws IOException {
    Throwable e = thrown;
    while ((e instanceof CompletionException || e instanceof AnthropicIoException)
        && e.getCause() != null) {
      e = e.getCause();
    }
    Duration left = left();
    if (left != null && left.toMillis() <= 1) {
      return new Reply<>(new Cancelled(Phase.SENT), null);
    }
    if (e instanceof IOException io) {
      throw io;
    }
    if (e instanceof RuntimeException unchecked && !(e instanceof AnthropicIoException)) {
      throw unchecked;
    }
    throw new IOException(e);
  }

  private Reply<HttpResponse> judged(HttpResponse response) {
    AnswerReader reader =
        new AnswerReader(
            message,
            response.statusCode(),
            name -> response.headers().values(name).stream().findFirst().orElse(null));
    AnswerStream body = new AnswerStream(reader, response.body());
    Outcome over = body.open();
    if (over == null) {
      GuardedResponse flowing = GuardedResponse.flowing(response, body);
      return Reply.flowing(body.soFar(), flowing, body.end());
    }
    response.close();
    if (!(over instanceof Answered answered)) {
      return new Reply<>(over, null);
    }
    return new Reply<>(over, GuardedResponse.whole(response, answered, body.held()));
  }

  /** The call is over: a body that was kept is needed no more. */
  void close() {
    original.body().ifPresent(HttpRequestBody::close);
  }
}
