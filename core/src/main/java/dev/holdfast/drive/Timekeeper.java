package dev.holdfast.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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

  /** Runs a task after a while, on some other thread. */
  public void after(Duration pause, Runnable task) {
    CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS).execute(task);
  }
}
