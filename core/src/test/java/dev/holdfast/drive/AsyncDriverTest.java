package dev.holdfast.drive;

import static dev.holdfast.drive.DriversTest.call;
import static dev.holdfast.drive.DriversTest.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.call.Call;
import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Route;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.Answers;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AsyncDriverTest {
  private final VirtualTime time = new VirtualTime(1);
  private final List<CallEvent> events = new ArrayList<>();

  private CompletableFuture<String> start(AsyncExchange<String> exchange) {
    return new AsyncDriver<>(call(Terms.DEFAULT, events::add, time), exchange, time).run();
  }

  private static CompletableFuture<Reply<String>> answered(int status) {
    return CompletableFuture.completedFuture(reply(Answers.status(status), "failed"));
  }

  private List<Reason> ends() {
    return events.stream()
        .filter(CallEnded.class::isInstance)
        .map(e -> ((CallEnded) e).reason())
        .toList();
  }

  @Test
  void cancellingCancelsTheAttemptUnderWay() {
    CompletableFuture<Reply<String>> attempt = new CompletableFuture<>();
    CompletableFuture<String> result = start(send -> attempt);

    assertThat(result.cancel(true)).isTrue();
    assertThat(attempt).isCancelled();
    assertThat(ends()).containsExactly(Reason.CANCELLED);
    assertThat(events).noneMatch(AttemptEnded.class::isInstance);
  }

  @Test
  void cancellingInAPauseSendsNothingMore() {
    List<Integer> sent = new ArrayList<>();
    CompletableFuture<String> result =
        start(send -> {
          sent.add(send.attempt());
          return answered(429);
        });
    result.cancel(false);
    time.runAll();

    assertThat(sent).containsExactly(1);
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void whoeverCompletesTheResultFromOutsideHasLeft() {
    CompletableFuture<Reply<String>> attempt = new CompletableFuture<>();
    CompletableFuture<String> result = start(send -> attempt);
    result.completeExceptionally(new TimeoutException());

    assertThat(attempt).isCancelled();
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void cancellingAfterTheEndChangesNothing() {
    CompletableFuture<String> result = start(send -> answered(400));
    result.cancel(true);

    assertThat(result).isCompletedWithValue("failed");
    assertThat(ends()).containsExactly(Reason.NOT_RETRYABLE);
  }

  @Test
  void cancellingFromInsideAnAttemptWaitsItsTurn() {
    AtomicReference<CompletableFuture<String>> result = new AtomicReference<>();
    CompletableFuture<Reply<String>> second = new CompletableFuture<>();
    result.set(
        start(send -> {
          if (send.attempt() == 1) {
            return answered(429);
          }
          result.get().cancel(true);
          return second;
        }));
    time.runAll();

    assertThat(second).isCancelled();
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void anAttemptThatCannotBeCancelledIsLeftAlone() {
    CompletableFuture<Reply<String>> attempt = new CompletableFuture<>();
    CompletableFuture<String> result = start(send -> attempt.minimalCompletionStage());
    result.cancel(true);
    attempt.complete(reply(Answers.OK, "late"));

    assertThat(result).isCancelled();
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void failuresAreUnwrappedHoweverDeepTheyAreWrapped() {
    IOException lost = new ConnectException();
    Throwable wrapped = new CompletionException(new CompletionException(lost));
    CompletableFuture<String> result =
        start(send ->
            send.attempt() == 1
                ? CompletableFuture.failedFuture(wrapped)
                : CompletableFuture.completedFuture(reply(Answers.OK, "good")));
    time.runAll();

    assertThat(result).isCompletedWithValue("good");
  }

  @Test
  void anyOtherCheckedExceptionEndsTheCallUnwrapped() {
    Exception odd = new InterruptedException("odd");
    CompletableFuture<String> result = start(send -> CompletableFuture.failedFuture(odd));

    assertThat(result.handle((v, e) -> e).join()).isSameAs(odd);
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void anExchangeThatThrowsInsteadOfAnsweringEndsTheCall() {
    RuntimeException bug = new IllegalStateException("bug");
    CompletableFuture<String> result =
        start(send -> {
          throw bug;
        });

    assertThat(result.handle((v, e) -> e).join()).isSameAs(bug);
    assertThat(ends()).containsExactly(Reason.CANCELLED);
  }

  @Test
  void tenThousandAnswersAtOnceDoNotFillTheStack() {
    Timekeeper still = new AtOnce();
    RetryRules eager = RetryRules.standard(1, Duration.ofNanos(2), Duration.ofNanos(2));
    Policy policy =
        new Policy(
            eager,
            new TimeBudget(Duration.ofDays(1), Duration.ofDays(1)),
            BreakerPolicy.defaults().withMode(BreakerPolicy.Mode.OFF));
    EndpointKey key = EndpointKey.of("https://up.test", "/v1/messages", null);
    Endpoint endpoint = new Endpoints(policy, still.random()).of(key);
    Engine engine = new Engine(policy, still.random(), Listener.NONE);
    AsyncExchange<String> exchange =
        send ->
            send.attempt() < 10_000
                ? answered(429)
                : CompletableFuture.completedFuture(reply(Answers.OK, "good"));
    Call call = new Call("call-1", Route.to(endpoint), Terms.DEFAULT, engine, still.now());

    assertThat(new AsyncDriver<>(call, exchange, still).run()).isCompletedWithValue("good");
  }

  @Test
  void noLockIsHeldWhileTheExchangeRuns() throws Exception {
    AtomicReference<CompletableFuture<String>> result = new AtomicReference<>();
    AtomicReference<Thread> canceller = new AtomicReference<>();
    CompletableFuture<Reply<String>> never = new CompletableFuture<>();
    result.set(
        start(send -> {
          if (send.attempt() == 1) {
            return answered(429);
          }
          canceller.set(new Thread(() -> result.get().cancel(true)));
          canceller.get().start();
          joined(canceller.get());
          return never;
        }));
    time.runAll();

    assertThat(canceller.get().isAlive()).isFalse();
    assertThat(result.get()).isCancelled();
    assertThat(never).isCancelled();
  }

  /** A clock on which every pause is over at once, on the same thread. */
  private static final class AtOnce extends Timekeeper {
    @Override
    public void after(Duration pause, Runnable task) {
      task.run();
    }
  }

  /** With a lock held this would wait for ever; a minute is plenty. */
  private static void joined(Thread thread) {
    try {
      thread.join(60_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
