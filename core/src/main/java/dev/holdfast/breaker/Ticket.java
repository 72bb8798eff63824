package dev.holdfast.breaker;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one held call, once. A wake is only a hint to ask again: the truth is read under the
 * breaker's lock. Firing before anybody listens is remembered.
 */
public final class Ticket {
  private static final State FRESH = new State(null, false);
  private static final State FIRED = new State(null, true);

  private final AtomicReference<State> state = new AtomicReference<>(FRESH);

  /** Who is to be woken, null for nobody, and whether that has happened. */
  private record State(@Nullable Runnable wake, boolean fired) {}

  Ticket() {}

  /**
   * Registers who is to be woken; at once if it has fired already. The waker runs on whatever
   * thread fires: it must only hand over (unpark, run on the loop, queue), never run the call.
   *
   * @throws IllegalStateException if somebody listens already
   */
  public void onFire(Runnable wake) {
    if (state.compareAndSet(FRESH, new State(wake, false))) {
      return;
    }
    if (!fired()) {
      throw new IllegalStateException("a ticket wakes one call, once");
    }
    wake.run();
  }

  /** Whether it has fired. */
  public boolean fired() {
    return state.get().fired();
  }

  /** Fires; the second and later times do nothing. Never under a lock. */
  void fire() {
    Runnable wake = state.getAndSet(FIRED).wake();
    if (wake == null) {
      return;
    }
    try {
      wake.run();
    } catch (RuntimeException e) {
      // A loop that has shut down, say. Whoever fires has calls of its own, and others to wake.
      Thread me = Thread.currentThread();
      me.getUncaughtExceptionHandler().uncaughtException(me, e);
    }
  }
}
