package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.relay.RequestBody.Upload;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Cancelled;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request on the wire. Settles exactly once; whatever the connection says after that is not
 * heard.
 */
final class Attempt {
  /** The HTTP/2 code for "not needed any more"; on HTTP/1.1 the connection is closed. */
  private static final long CANCEL = 8;

  private final UpstreamClient upstream;
  private final Vigil vigil;
  private final BiFunction<Attempt, HttpClientResponse, AnswerReader> readers;
  private final Consumer<Outcome> settled;
  private @Nullable HttpClientRequest request;
  private @Nullable AnswerReader reader;
  private @Nullable Upload upload;
  private @Nullable String requestId;
  private boolean reused;
  private boolean done;

  /**
   * An attempt that is sent next.
   *
   * @param vigils makes its vigil, which tells of silence
   * @param readers makes the reader of the answer, once its head is there
   * @param settled told the outcome, once
   */
  Attempt(
      UpstreamClient upstream,
      Function<Consumer<Loss>, Vigil> vigils,
      BiFunction<Attempt, HttpClientResponse, AnswerReader> readers,
      Consumer<Outcome> settled) {
    this.upstream = upstream;
    this.vigil = vigils.apply(this::silent);
    this.readers = readers;
    this.settled = settled;
  }

  void send(UpstreamClient.Line line, RequestBody body) {
    upstream
        .request(line)
        .onComplete(req -> connected(req, body), e -> settle(Losses.unconnected(e)));
  }

  private void connected(HttpClientRequest req, RequestBody body) {
    if (done) {
      // Left while connecting: nothing was sent, the connection goes back.
      req.reset(CANCEL);
      return;
    }
    request = req;
    reused = upstream.servedBefore(req.connection());
    req.exceptionHandler(this::broken);
    req.response().onComplete(this::answered, this::broken);
    upload = body.sendTo(req, vigil::sending);
  }

  private void answered(HttpClientResponse response) {
    if (done) {
      return;
    }
    if (!reused) {
      upstream.served(response.request().connection());
    }
    requestId = response.getHeader(HeaderNames.of("request-id"));
    AnswerReader r = readers.apply(this, response);
    reader = r;
    response.exceptionHandler(this::broken);
    response.handler(chunk -> {
      if (!done) {
        r.chunk(chunk);
      }
    });
    response.endHandler(v -> {
      if (!done) {
        r.end();
        stopUpload();
      }
    });
  }

  private void silent(Loss loss) {
    abandon(new Lost(loss, phase(), reused));
  }

  /** Watches the answer for silence. */
  Vigil vigil() {
    return vigil;
  }

  /** The answer came before the body was sent: the rest of it would be sent for nothing. */
  private void stopUpload() {
    if (upload != null && !upload.done()) {
      drop();
    }
  }

  private void broken(Throwable e) {
    if (done) {
      return;
    }
    if (reader != null && reader.complete()) {
      // The answer was whole; how the connection ends afterwards does not matter.
      reader.end();
      return;
    }
    Phase phase = phase();
    Loss loss = phase == Phase.SENT ? Losses.onTheWay(e) : Loss.RESET;
    abandon(new Lost(loss, phase, reused && !Losses.stream(e)));
  }

  /** Ends the attempt from our side: the answer is not wanted any more, or is of no use. */
  void abandon(Outcome outcome) {
    // Settled before the connection goes: what it says while going is not news.
    settle(outcome);
    drop();
  }

  /** Ends the attempt because the caller left or its deadline passed, and tells nobody. */
  Cancelled cancel() {
    done = true;
    vigil.end();
    drop();
    return new Cancelled(phase());
  }

  private Phase phase() {
    if (request == null) {
      return Phase.CONNECT;
    }
    return reader == null ? Phase.SENT : reader.phase();
  }

  private void drop() {
    if (request != null) {
      request.reset(CANCEL);
      UpstreamClient.cut(request.connection());
    }
  }

  /** Whether it has settled: its answer is of no use any more. */
  boolean over() {
    return done;
  }

  /** The attempt is over. */
  void settle(Outcome outcome) {
    if (!done) {
      done = true;
      vigil.end();
      settled.accept(outcome instanceof Lost lost ? lost.named(requestId) : outcome);
    }
  }
}
