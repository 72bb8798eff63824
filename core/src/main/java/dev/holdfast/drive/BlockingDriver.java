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
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives one call on the calling thread.
 *
 * @param <T> the caller's type of answer
 */
public final class BlockingDriver<T> {
  private final Call call;
  private final Exchange<T> exchange;
  private final Timekeeper time;
  private final Results<T> results = new Results<>();

  /** A driver for one call; not reusable. */
  public BlockingDriver(Call call, Exchange<T> exchange, Timekeeper time) {
    this.call = call;
    this.exchange = exchange;
    this.time = time;
  }

  /** Runs the call to its end, beginning now; see {@link #run(Instant)}. */
  public T run() throws CallFailed, InterruptedException {
    return run(time.now());
  }

  /**
   * Runs the call to its end.
   *
   * @param now the present moment, which whoever made the call has just read; reading the clock is
   *     the dearest part of a call that succeeds at once
   * @return the value of the attempt that ended it: the good answer, or the last failed one that
   *     had a value
   * @throws CallFailed if no attempt brought a value
   * @throws InterruptedException if the thread was interrupted; the call ended as cancelled
   */
  public T run(Instant now) throws CallFailed, InterruptedException {
    try {
      Step step = call.start(now);
      while (!(step instanceof Finish)) {
        step = next(step);
      }
      return result(((Finish) step).ending());
    } catch (InterruptedException | RuntimeException | Error e) {
      abandon(e);
      throw e;
    }
  }

  /** A listener that throws may throw again when it is told of the end. */
  private void abandon(Throwable e) {
    try {
      call.cancel(time.now());
    } catch (RuntimeException | Error again) {
      if (!again.equals(e)) {
        e.addSuppressed(again);
      }
    }
  }

  private Step next(Step step) throws InterruptedException {
    if (step instanceof Send send) {
      return attempt(send);
    }
    if (step instanceof Hold hold) {
      Thread me = Thread.currentThread();
      hold.ticket().onFire(() -> LockSupport.unpark(me));
      time.await(hold.ticket()::fired, hold.atMost());
    } else {
      time.sleep(((Wait) step).pause());
    }
    return call.resume(time.now());
  }

  private Step attempt(Send send) throws InterruptedException {
    Reply<T> reply;
    try {
      reply = exchange.attempt(send);
    } catch (IOException e) {
      return call.settle(time.now(), results.take(e));
    }
    Outcome outcome = results.take(reply);
    return reply.rest() == null ? call.settle(time.now(), outcome) : handOn(reply.rest());
  }

  /** The answer flows: whoever brings its end tells the call, and the caller has it by now. */
  private Step handOn(CompletionStage<? extends Outcome> rest) {
    call.commit(time.now());
    rest.thenAccept(outcome -> call.settle(time.now(), outcome));
    return new Finish(new Ending.Answered());
  }

  private T result(Ending ending) throws CallFailed {
    T value = results.value(ending);
    if (value == null) {
      throw results.failure(ending, call);
    }
    return value;
  }
}
