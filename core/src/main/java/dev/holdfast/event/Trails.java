package dev.holdfast.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The trails of the calls that ended last: a listener that remembers. Bounded twice, by calls and
 * by their events, so that an outage in which every call has a long story costs no more memory than
 * a quiet day. Keeping a trail takes a moment and formats nothing; finding one looks through all.
 *
 * <pre>{@code
 * Trails trails = new Trails();
 * Holdfast holdfast = Holdfast.of(Policy.defaults()).listen(trails);
 * }</pre>
 *
 * <p>Safe for any number of threads: one lock, held for as long as a queue takes to grow by one.
 */
public final class Trails implements Listener {
  /** How many calls are remembered. */
  public static final int MOST = 10_000;

  private static final int MOST_EVENTS = 100_000;

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock; the newest is first.
  private final Deque<Trail> trails = new ArrayDeque<>();
  private int events;

  /** Remembers nothing yet. */
  public Trails() {}

  @Override
  public void on(CallEvent event) {
    // A trail comes whole, at the end.
  }

  @Override
  public void over(Trail trail) {
    lock.lock();
    try {
      trails.addFirst(trail);
      events += trail.events().size();
      while (trails.size() > MOST || events > MOST_EVENTS) {
        events -= trails.removeLast().events().size();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The trail of a call that is over.
   *
   * @param id the call's id, or the request id of any of its attempts
   * @return null if none of the calls that are remembered goes by it
   */
  public @Nullable Trail find(String id) {
    return newest(trail -> trail.goesBy(id));
  }

  /** The trail of the call that failed last; null if none did. */
  public @Nullable Trail lastFailed() {
    return newest(Trail::failed);
  }

  private @Nullable Trail newest(Predicate<Trail> wanted) {
    for (Trail trail : all()) {
      if (wanted.test(trail)) {
        return trail;
      }
    }
    return null;
  }

  /** All that are remembered, the newest first. */
  public List<Trail> all() {
    lock.lock();
    try {
      return List.copyOf(trails);
    } finally {
      lock.unlock();
    }
  }
}
