package dev.holdfast.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Time that passes only when somebody sleeps or a test lets it, and chance with a seed. */
public final class VirtualTime extends Timekeeper {
  private record Task(Instant at, long order, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::order));
  private final Random random;
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private long order;

  /** Chance is drawn from a generator with this seed. */
  public VirtualTime(long seed) {
    random = new Random(seed);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void sleep(Duration pause) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now = now.plus(pause);
  }

  @Override
  public void after(Duration pause, Runnable task) {
    tasks.add(new Task(now.plus(pause), order++, task));
  }

  /** Lets time pass up to the next task and runs it. */
  public boolean next() {
    Task task = tasks.poll();
    if (task == null) {
      return false;
    }
    now = task.at().isAfter(now) ? task.at() : now;
    task.run().run();
    return true;
  }

  /** Whether a task's time has come. */
  public boolean due() {
    Task task = tasks.peek();
    return task != null && !task.at().isAfter(now);
  }

  /** Runs tasks until there are none. */
  public void runAll() {
    while (next()) {
      // The work is in the condition.
    }
  }
}
