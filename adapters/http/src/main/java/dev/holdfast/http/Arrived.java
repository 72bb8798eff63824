package dev.holdfast.http;

import dev.holdfast.drive.BrokenAnswer;
import dev.holdfast.outcome.AnswerReader;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of one attempt's answer. It asks for the body piece by piece until the answer can be
 * judged; then it stops, and goes on when its {@link Outlet} has a taker, at the taker's pace.
 */
final class Arrived implements BodySubscriber<Arrived> {
  private final Head head;
  private final AnswerReader reader;
  private final Outlet outlet = new Outlet(this::left);
  private final CompletableFuture<Arrived> judged = new CompletableFuture<>();
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();
  private final Rest rest = new Rest();
  private Flow.@Nullable Subscription upstream;

  Arrived(ResponseInfo info, boolean message) {
    this.head = Head.of(info);
    this.reader = new AnswerReader(message, info.statusCode(), head::first);
  }

  @Override
  public CompletionStage<Arrived> getBody() {
    return judged;
  }

  /** Whether the answer is good so far and may be handed on; else it is over. */
  boolean flows() {
    return reader.flows();
  }

  Answered soFar() {
    return reader.soFar();
  }

  /** What became of the answer. */
  CompletableFuture<Outcome> end() {
    return end;
  }

  /**
   * The head to hand on: an error that came as the first event of a stream is told as the status it
   * stands for, since callers can act on that.
   */
  Head head() {
    Outcome over = flows() ? null : end.join();
    ErrorBody told = over instanceof Answered answered ? answered.error() : null;
    return told != null && head.good() ? head.failed(told) : head;
  }

  /** Hands the body on. To be called once, when judged. */
  void deliver(Flow.Subscriber<? super List<ByteBuffer>> taker) {
    byte[] instead = head().instead();
    if (instead != null) {
      outlet.hold(List.of(ByteBuffer.wrap(instead)));
    } else if (!flows()) {
      outlet.hold(reader.take());
    }
    outlet.open(taker);
  }

  /** Nobody will take it. */
  void abandon() {
    outlet.cancel();
  }

  private void left() {
    end.complete(reader.left());
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    outlet.upstream(subscription);
    if (reader.flows()) {
      judged.complete(this);
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> chunks) {
    if (reader.over() != null) {
      rest.discard(chunks);
      return;
    }
    boolean flowed = reader.flows();
    List<ByteBuffer> passing = new ArrayList<>(chunks.size());
    chunks.forEach(chunk -> passing.addAll(reader.feed(chunk)));
    if (flowed && passing.isEmpty() && reader.over() == null) {
      Objects.requireNonNull(upstream).request(1);
    } else if (flowed) {
      outlet.next(passing);
    } else {
      held(passing);
    }
    if (reader.over() != null) {
      rest.begin(Objects.requireNonNull(upstream));
      over(reader.over(), null);
    }
  }

  private void held(List<ByteBuffer> passing) {
    if (reader.flows()) {
      outlet.hold(passing);
      judged.complete(this);
    } else if (reader.over() == null) {
      Objects.requireNonNull(upstream).request(1);
    }
  }

  @Override
  public void onComplete() {
    rest.ended();
    over(reader.end(), null);
  }

  @Override
  public void onError(Throwable e) {
    rest.ended();
    Loss loss = e instanceof HttpTimeoutException ? Loss.TIMEOUT : Loss.RESET;
    over(reader.broken(loss), e instanceof IOException io ? io : new IOException(e));
  }

  private void over(Outcome outcome, @Nullable IOException cause) {
    // The engine hears of it before the taker does, who may make the next call.
    // An error may be told in two ways: by a status, and then the body is whole, or by an event.
    boolean whole =
        outcome instanceof Answered answered && (answered.error() == null || !head.good());
    end.complete(outcome);
    outlet.end(whole || !reader.flows() ? null : new BrokenAnswer(outcome, cause));
    judged.complete(this);
  }
}
