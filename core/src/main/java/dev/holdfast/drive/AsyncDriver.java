package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Step;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.outcome.Outcome;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Drives one call without blocking a thread. Steps are handed from thread to thread; the monitor of
 * this driver keeps them one at a time, and cancelling takes its turn like any other step.
 *
 * @param <T> the caller's type of answer
 */
public final class AsyncDriver<T> {
  private final Call call;
  private final AsyncExchange<T> exchange;
  private final Timekeeper time;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable CompletionStage<Reply<T>> inFlight;
  private @Nullable T value;
  private @Nullable IOException lost;

  /** A driver for one call; not reusable. */
  public AsyncDriver(Call call, AsyncExchange<T> exchange, Timekeeper time) {
    this.call = call;
    this.exchange = exchange;
    this.time = time;
  }

  /**
   * Starts the call.
   *
   * @return completed with the value of the attempt that ended it, or with {@link CallFailed};
   *     cancelling it cancels the call and the attempt under way
   */
  public CompletableFuture<T> run() {
    whenCancelled(result, this::cancel);
    guarded(() -> perform(call.start(time.now())));
    return result;
  }

  private static void whenCancelled(CompletionStage<?> stage, Runnable task) {
    stage.whenComplete((v, e) -> {
      if (e instanceof CancellationException) {
        task.run();
      }
    });
  }

  private synchronized void cancel() {
    call.cancel(time.now());
    if (inFlight != null) {
      inFlight.toCompletableFuture().cancel(true);
    }
  }

  /** A listener or exchange that throws ends the call with what it threw. */
  private synchronized void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      call.cancel(time.now());
      result.completeExceptionally(e);
    }
  }

  private void perform(Step step) {
    if (step instanceof Send send) {
      attempt(send);
    } else if (step instanceof Wait wait) {
      time.after(wait.pause(), () -> guarded(() -> perform(call.resume(time.now()))));
    } else {
      end(((Finish) step).ending());
    }
  }

  private void attempt(Send send) {
    CompletionStage<Reply<T>> reply = exchange.attempt(send);
    inFlight = reply;
    reply.whenComplete((r, e) -> guarded(() -> perform(call.settle(time.now(), outcome(r, e)))));
  }

  private Outcome outcome(@Nullable Reply<T> reply, @Nullable Throwable thrown) {
    if (reply != null) {
      value = reply.value() == null ? value : reply.value();
      return reply.outcome();
    }
    // Stages wrap what their sources threw.
    Throwable e =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (e instanceof IOException io) {
      if (lost != null) {
        io.addSuppressed(lost);
      }
      lost = io;
      return Losses.of(io);
    }
    throw e instanceof RuntimeException r ? r : new CompletionException(e);
  }

  private void end(Ending ending) {
    if (value != null) {
      result.complete(value);
      return;
    }
    CallFailed failed = new CallFailed(ending, call.attempts());
    failed.initCause(lost);
    result.completeExceptionally(failed);
  }
}
