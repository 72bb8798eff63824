package dev.holdfast.spring;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Replay;
import dev.holdfast.drive.AnswerStream;
import dev.holdfast.drive.Reply;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.ErrorBody;
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
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Interceptor.Chain;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** One call of OkHttp, sent as often as the engine says. */
final class OkHttpCall {
  private static final JsonNames FIELDS = JsonNames.of("model");

  private final Chain chain;
  private final Request request;
  private final String path;
  private final boolean message;
  private final TopFields fields = new TopFields(FIELDS);

  private OkHttpCall(Chain chain) throws IOException {
    this.chain = chain;
    this.request = chain.request();
    this.path = request.url().encodedPath();
    this.message = request.method().equals("POST") && path.endsWith("/v1/messages");
    if (message && request.body() != null) {
      scan(request.body());
    }
  }

  /** The call of a chain; null if its body can be sent only once, and so is sent as it is. */
  static @Nullable OkHttpCall of(Chain chain) throws IOException {
    RequestBody body = chain.request().body();
    return body != null && (body.isOneShot() || body.isDuplex()) ? null : new OkHttpCall(chain);
  }

  private void scan(RequestBody body) throws IOException {
    OutputStream into =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            fields.feed(ByteBuffer.wrap(bytes, offset, length));
          }
        };
    try (BufferedSink sink = Okio.buffer(Okio.sink(into))) {
      body.writeTo(sink);
    }
  }

  EndpointKey endpoint() {
    HttpUrl url = request.url();
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    String upstream = url.scheme() + "://" + url.host() + (usual ? "" : ":" + url.port());
    return EndpointKey.of(upstream, path, fields.field("model"));
  }

  /** OkHttp's own timeout bounds the call with all its attempts; the engine wants to know it. */
  Terms terms(Duration hold) {
    long nanos = chain.call().timeout().timeoutNanos();
    Duration deadline = nanos == 0 ? null : Duration.ofNanos(nanos);
    return new Terms(Replay.of(request.method(), path), deadline).with(hold, Priority.INTERACTIVE);
  }

  Reply<Response> attempt() throws IOException {
    try {
      return judged(chain.proceed(request));
    } catch (IOException e) {
      // Cancelled by its caller, or by its timeout: that says nothing of the upstream.
      if (chain.call().isCanceled()) {
        return new Reply<>(new Cancelled(Phase.SENT), null);
      }
      throw e;
    }
  }

  private Reply<Response> judged(Response response) {
    ResponseBody wire = Objects.requireNonNull(response.body());
    AnswerReader reader = new AnswerReader(message, response.code(), response::header);
    AnswerStream body = new AnswerStream(reader, wire.byteStream());
    MediaType type = wire.contentType();
    Outcome over = body.open();
    if (over == null) {
      ResponseBody rest =
          ResponseBody.create(Okio.buffer(Okio.source(body)), type, wire.contentLength());
      return Reply.flowing(body.soFar(), response.newBuilder().body(rest).build(), body.end());
    }
    response.close();
    if (!(over instanceof Answered answered)) {
      return new Reply<>(over, null);
    }
    return new Reply<>(over, whole(response, answered, ResponseBody.create(body.held(), type)));
  }

  /**
   * An answer that was read to its end. An error event has the status it stands for; and no failure
   * is to be retried by the SDK as well.
   */
  private static Response whole(Response response, Answered answered, ResponseBody body) {
    boolean good = answered.status() / 100 == 2;
    ErrorBody told = good ? answered.error() : null;
    Response.Builder whole = response.newBuilder().body(body);
    if (good && told == null) {
      return whole.build();
    }
    whole.header("x-should-retry", "false");
    if (told == null) {
      return whole.build();
    }
    return whole
        .code(told.status())
        .header("content-type", "application/json")
        .removeHeader("content-length")
        .body(ResponseBody.create(told.toJson(), MediaType.get("application/json")))
        .build();
  }
}
