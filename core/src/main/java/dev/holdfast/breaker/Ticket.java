package dev.holdfast.breaker;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one held call, once. A wake is only a hint to ask again: the truth is read under the
 * breaker's lock. Firing before anybody listens is remembered.
 */
public final class Ticket {
  private static final Runnable FIRED = () -> {};

  /** Null while nobody listens. */
  private final AtomicReference<@Nullable Runnable> waker = new AtomicReference<>();

  Ticket() {}

  /**
   * Registers who is to be woken; at once if it has fired already. The waker runs on whatever
   * thread fires: it must only hand over (unpark, run on the loop, queue), never run the call.
   *
   * @throws IllegalStateException if somebody listens already
   */
  public void onFire(Runnable wake) {
    if (waker.compareAndSet(null, wake)) {
      return;
    }
    if (waker.get() != FIRED) {
      throw new IllegalStateException("a ticket wakes one call, once");
    }
    wake.run();
  }

  /** Whether it has fired. */
  public boolean fired() {
    return waker.get() == FIRED;
  }

  /** Fires; the second and later times do nothing. Never under a lock. */
  void fire() {
    @Nullable Runnable wake = waker.getAndSet(FIRED);
    if (wake != null && wake != FIRED) {
      wake.run();
    }
  }
}
