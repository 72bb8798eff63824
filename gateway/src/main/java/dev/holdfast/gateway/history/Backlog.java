package dev.holdfast.gateway.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What waits to be written. Adding never waits: when it is full, the oldest goes. */
final class Backlog {
  private static final int MOST = 10_000;

  private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /** A number that nothing else of this run has. */
  long number() {
    return numbers.incrementAndGet();
  }

  void add(Write write) {
    while (!waiting.offer(write)) {
      if (waiting.poll() != null) {
        dropped.incrementAndGet();
      }
    }
  }

  /** Takes the oldest. */
  List<Write> take(int most) {
    List<Write> taken = new ArrayList<>();
    waiting.drainTo(taken, most);
    return taken;
  }

  /** One was taken that will never be written. */
  void lose() {
    dropped.incrementAndGet();
  }

  long dropped() {
    return dropped.get();
  }
}
