package dev.holdfast.call;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An upstream with a few workers and a queue in front of them, first in, first out. Work that was
 * accepted is done, whether or not anybody still waits for it: that is what keeps an overload alive
 * once it has begun.
 */
final class Slots {
  private final int queue;
  private final double seconds;

  /** When each worker is free, in seconds since the start. */
  private final PriorityQueue<Double> free = new PriorityQueue<>();

  /** When those in the queue begin. */
  private final PriorityQueue<Double> begins = new PriorityQueue<>();

  Slots(int slots, int queue, double seconds) {
    this.queue = queue;
    this.seconds = seconds;
    for (int i = 0; i < slots; i++) {
      free.add(0.0);
    }
  }

  /** How long a request that arrives now takes until it is answered; null if it is turned away. */
  @Nullable Duration take(double now, Random random) {
    while (!begins.isEmpty() && begins.element() <= now) {
      begins.remove();
    }
    if (begins.size() >= queue) {
      return null;
    }
    double begin = Math.max(now, free.remove());
    double end = begin - Math.log(1 - random.nextDouble()) * seconds;
    begins.add(begin);
    free.add(end);
    return Duration.ofNanos((long) ((end - now) * 1e9));
  }
}
