package dev.holdfast.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The only clock, the only sleep and the only source of chance. Its instants are the wall clock at
 * start plus elapsed monotonic time, so that they never jump; print them, but compare them only
 * with each other. Tests subclass it to run on virtual time.
 */
public class Timekeeper {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  /** A clock that starts now. */
  public Timekeeper() {}

  /** The present moment; never before an earlier answer. */
  public Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  /** Chance for the jitter: quick, safe to share; nothing secret depends on it. */
  public RandomGenerator random() {
    return () -> ThreadLocalRandom.current().nextLong();
  }

  /**
   * Blocks the calling thread.
   *
   * @throws InterruptedException if the thread was interrupted; it may have slept less
   */
  public void sleep(Duration pause) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }

  /**
   * Blocks the calling thread until a condition holds, at most for a while. Whoever makes it hold
   * must unpark the thread.
   *
   * @throws InterruptedException if the thread was interrupted
   */
  public void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long rest = end - System.nanoTime();
        rest > 0 && !condition.getAsBoolean();
        rest = end - System.nanoTime()) {
      LockSupport.parkNanos(this, rest);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Runs a task after a while, on some other thread. */
  public void after(Duration pause, Runnable task) {
    CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS).execute(task);
  }
}
