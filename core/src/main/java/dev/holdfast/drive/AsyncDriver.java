package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Step;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.outcome.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Drives one call without blocking a thread. Steps may come from any thread; they queue up and run
 * one at a time, never inside one another and under no lock, and cancelling takes its turn like any
 * other step. So an exchange may answer at once, ten thousand times over, without filling the
 * stack.
 *
 * @param <T> the caller's type of answer
 */
public final class AsyncDriver<T> {
  private final Call call;
  private final AsyncExchange<T> exchange;
  private final Timekeeper time;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Results<T> results = new Results<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();

  /** How many steps are queued or running: who raises it from zero runs them all. */
  private final AtomicInteger pending = new AtomicInteger();

  private @Nullable CompletionStage<Reply<T>> inFlight;

  /**
   * Whether the caller has an answer that flows on: it is the answer's reader who may leave now.
   */
  private boolean flows;

  /** A driver for one call; not reusable. */
  public AsyncDriver(Call call, AsyncExchange<T> exchange, Timekeeper time) {
    this.call = call;
    this.exchange = exchange;
    this.time = time;
  }

  /**
   * Starts the call.
   *
   * @return completed with the value of the attempt that ended it, with {@link CallFailed}, or with
   *     what the exchange or a listener threw; cancelling it, or completing it in any other way,
   *     cancels the call and the attempt under way
   */
  public CompletableFuture<T> run() {
    then(result, () -> hand(this::leave));
    hand(() -> perform(call.start(time.now())));
    return result;
  }

  private static void then(CompletionStage<?> stage, Runnable task) {
    stage.whenComplete((v, e) -> task.run());
  }

  private void hand(Runnable step) {
    steps.add(step);
    if (pending.getAndIncrement() > 0) {
      return;
    }
    do {
      guarded(steps.remove());
    } while (pending.decrementAndGet() > 0);
  }

  /** A listener or exchange that throws ends the call with what it threw. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** The result is there. If the call has not ended by itself, whoever waited for it has left. */
  private void leave() {
    if (flows) {
      return;
    }
    try {
      call.cancel(time.now());
    } finally {
      if (inFlight != null) {
        inFlight.toCompletableFuture().cancel(true);
      }
    }
  }

  private void perform(Step step) {
    if (step instanceof Send send) {
      attempt(send);
    } else if (step instanceof Hold hold) {
      hold(hold);
    } else if (step instanceof Wait wait) {
      time.after(wait.pause(), () -> hand(() -> perform(call.resume(time.now()))));
    } else {
      end(((Finish) step).ending());
    }
  }

  /** The ticket or the moment, whichever comes first, resumes the call; the other finds it gone. */
  private void hold(Hold hold) {
    AtomicBoolean woken = new AtomicBoolean();
    Runnable wake =
        () -> {
          if (woken.compareAndSet(false, true)) {
            hand(() -> perform(call.resume(time.now())));
          }
        };
    time.after(hold.atMost(), wake);
    // Whoever fires has a call of its own to look after: it hands over, and does not run this one.
    hold.ticket().onFire(() -> time.after(Duration.ZERO, wake));
  }

  private void attempt(Send send) {
    CompletionStage<Reply<T>> reply = exchange.attempt(send);
    inFlight = reply;
    reply.whenComplete((r, e) -> hand(() -> settle(r, unwrapped(e))));
  }

  private void settle(@Nullable Reply<T> reply, @Nullable Throwable thrown) {
    if (thrown != null && !(thrown instanceof IOException)) {
      result.completeExceptionally(thrown);
      return;
    }
    if (thrown instanceof IOException io) {
      perform(call.settle(time.now(), results.take(io)));
      return;
    }
    Outcome outcome = results.take(Objects.requireNonNull(reply, "the exchange gave no reply"));
    if (reply.rest() == null) {
      perform(call.settle(time.now(), outcome));
    } else {
      handOn(reply.rest());
    }
  }

  /** The answer flows: the caller has it now, and the call ends when its rest is known. */
  private void handOn(CompletionStage<? extends Outcome> rest) {
    if (result.isDone()) {
      return;
    }
    flows = true;
    call.commit(time.now());
    rest.thenAccept(outcome -> hand(() -> call.settle(time.now(), outcome)));
    end(new Ending.Answered());
  }

  /** Stages wrap what their sources threw. */
  private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    Throwable e = thrown;
    while (e instanceof CompletionException && e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }

  private void end(Ending ending) {
    T value = results.value(ending);
    if (value == null) {
      result.completeExceptionally(results.failure(ending, call));
    } else {
      result.complete(value);
    }
  }
}
