package dev.holdfast.gateway.watch;

import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.relay.Losses;
import dev.holdfast.gateway.relay.UpstreamClient;
import dev.holdfast.gateway.relay.UpstreamClient.Line;
import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the upstream for one of its models, which costs no tokens. On the same way as calls, but
 * with connections of its own, so that neither waits for the other. To be used on one event loop.
 */
final class CanaryClient {
  /** More than any model has to tell. */
  static final int LARGEST = 64 << 10;

  private static final String QUESTION = Canaries.ENDPOINT + "?limit=1";
  private static final long CANCEL = 8;

  private final Vertx vertx;
  private final UpstreamClient upstream;
  private final Duration patience;

  /**
   * A client.
   *
   * @param patience how long a whole answer may take
   */
  CanaryClient(Vertx vertx, Upstream upstream, Duration patience) {
    this.vertx = vertx;
    this.upstream = new UpstreamClient(vertx, upstream);
    this.patience = patience;
  }

  /**
   * Asks.
   *
   * @param key one of the gateway's own
   * @return never fails
   */
  Future<Outcome> ask(String key) {
    Question question = new Question();
    long timer = vertx.setTimer(patience.toMillis(), t -> question.late());
    upstream
        .request(new Line(HttpMethod.GET, QUESTION, headers(key)))
        .onComplete(question::connected, e -> question.settle(Losses.unconnected(e)));
    return question.over.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static MultiMap headers(String key) {
    return HttpHeaders.headers()
        .add(HttpHeaders.ACCEPT, "application/json")
        .add(HttpHeaders.USER_AGENT, "holdfast")
        .add("anthropic-version", "2023-06-01")
        .add("x-api-key", key);
  }

  /** One question; settles once. */
  private final class Question {
    private final Promise<Outcome> over = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean reused;
    private int size;

    void connected(HttpClientRequest sent) {
      request = sent;
      if (over.future().isComplete()) {
        sent.reset(CANCEL);
        return;
      }
      reused = upstream.servedBefore(sent.connection());
      sent.exceptionHandler(this::broken);
      sent.response().onComplete(this::answered, this::broken);
      sent.end();
    }

    private void broken(Throwable e) {
      settle(new Lost(Losses.onTheWay(e), Phase.SENT, reused));
    }

    private void answered(HttpClientResponse answer) {
      upstream.served(answer.request().connection());
      // As strict as with messages: a page from in between that says 200 is no answer.
      AnswerReader reader =
          new AnswerReader(true, answer.statusCode(), name -> answer.headers().get(name));
      answer.exceptionHandler(e -> settle(reader.broken(Loss.RESET)));
      answer.handler(chunk -> {
        size += chunk.length();
        if (size > LARGEST) {
          settle(reader.end());
          drop();
        } else {
          reader.feed(ByteBuffer.wrap(chunk.getBytes()));
        }
      });
      answer.endHandler(end -> settle(reader.end()));
    }

    void late() {
      settle(Lost.of(Loss.TIMEOUT, request == null ? Phase.CONNECT : Phase.SENT));
      drop();
    }

    private void drop() {
      if (request != null) {
        request.reset(CANCEL);
      }
    }

    void settle(Outcome outcome) {
      over.tryComplete(outcome);
    }
  }

  Future<Void> close() {
    return upstream.close();
  }
}
