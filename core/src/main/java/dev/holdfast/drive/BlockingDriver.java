package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Step;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.outcome.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Drives one call on the calling thread.
 *
 * @param <T> the caller's type of answer
 */
public final class BlockingDriver<T> {
  private final Call call;
  private final Exchange<T> exchange;
  private final Timekeeper time;
  private @Nullable T value;
  private @Nullable IOException lost;

  /** A driver for one call; not reusable. */
  public BlockingDriver(Call call, Exchange<T> exchange, Timekeeper time) {
    this.call = call;
    this.exchange = exchange;
    this.time = time;
  }

  /**
   * Runs the call to its end.
   *
   * @return the value of the attempt that ended it: the good answer, or the last failed one that
   *     had a value
   * @throws CallFailed if no attempt brought a value
   * @throws InterruptedException if the thread was interrupted; the call ended as cancelled
   */
  public T run() throws CallFailed, InterruptedException {
    try {
      Step step = call.start(time.now());
      while (!(step instanceof Finish)) {
        step = next(step);
      }
      return result(((Finish) step).ending());
    } catch (InterruptedException | RuntimeException | Error e) {
      call.cancel(time.now());
      throw e;
    }
  }

  private Step next(Step step) throws InterruptedException {
    if (step instanceof Send send) {
      Outcome outcome = attempt(send);
      return call.settle(time.now(), outcome);
    }
    time.sleep(((Wait) step).pause());
    return call.resume(time.now());
  }

  private Outcome attempt(Send send) throws InterruptedException {
    try {
      Reply<T> reply = exchange.attempt(send);
      value = reply.value() == null ? value : reply.value();
      return reply.outcome();
    } catch (IOException e) {
      if (lost != null) {
        e.addSuppressed(lost);
      }
      lost = e;
      return Losses.of(e);
    }
  }

  private T result(Ending ending) throws CallFailed {
    if (value != null) {
      return value;
    }
    CallFailed failed = new CallFailed(ending, call.attempts());
    failed.initCause(lost);
    throw failed;
  }
}
