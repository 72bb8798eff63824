package dev.holdfast.lab.fault;

import dev.holdfast.lab.fault.Fault.Slots;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who works on what in an upstream with slots. Told the time and the dice. The queue is first in,
 * first out and nothing leaves it, so what a request will take is known when it arrives. Not
 * thread-safe.
 */
public final class Workers {
  private final RandomGenerator random;
  private final Map<Slots, Crew> crews = new HashMap<>();

  /** Nobody works yet. */
  public Workers(RandomGenerator random) {
    this.random = random;
  }

  /** When workers will be free, and when those in the queue will begin. */
  private static final class Crew {
    private final PriorityQueue<Duration> free = new PriorityQueue<>();
    private final PriorityQueue<Duration> begins = new PriorityQueue<>();

    Crew(int workers) {
      for (int i = 0; i < workers; i++) {
        free.add(Duration.ZERO);
      }
    }
  }

  /** All go home; whoever works from now on has nothing to do yet. */
  public void clear() {
    crews.clear();
  }

  /**
   * A request arrives.
   *
   * @param slots who is to work on it
   * @param now since the start
   * @return how long it takes until it is answered; null if there is no room for it
   */
  public @Nullable Duration take(Slots slots, Duration now) {
    Crew crew = crews.computeIfAbsent(slots, s -> new Crew(s.workers()));
    while (!crew.begins.isEmpty() && crew.begins.element().compareTo(now) <= 0) {
      crew.begins.remove();
    }
    if (crew.begins.size() >= slots.queue() && crew.free.element().compareTo(now) > 0) {
      return null;
    }
    Duration free = crew.free.remove();
    Duration begin = free.compareTo(now) > 0 ? free : now;
    Duration end = begin.plusNanos((long) (slots.work().toNanos() * random.nextExponential()));
    crew.begins.add(begin);
    crew.free.add(end);
    return end.minus(now);
  }
}
