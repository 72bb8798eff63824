package dev.holdfast.event;

import dev.holdfast.event.CallEvent.CallEnded;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The trails of calls that ended: a listener that remembers. Of calls that went smoothly only the
 * last few, for nobody asks why; calls that had a story are not pushed out by them, however many
 * come. Bounded twice, by calls and by their events, so that an outage in which every call has a
 * long story costs no more memory than a quiet day. Keeping a trail takes a moment and formats
 * nothing; finding one looks through all.
 *
 * <pre>{@code
 * Trails trails = new Trails();
 * Holdfast holdfast = Holdfast.of(Policy.defaults()).listen(trails);
 * }</pre>
 *
 * <p>Safe for any number of threads: one lock, held for as long as a queue takes to grow by one.
 */
public final class Trails implements Listener {
  /** How many calls are remembered of those that had a story. */
  public static final int MOST = 10_000;

  /** How many calls are remembered of those that were answered at once. */
  public static final int SMOOTH = 1_000;

  private static final int MOST_EVENTS = 100_000;

  /** A smooth call has a start, an attempt's end and an end. */
  private static final int SMOOTH_EVENTS = 3;

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Ring eventful = new Ring(MOST);
  private final Ring smooth = new Ring(SMOOTH);

  /** The last so many trails, the newest first. */
  private static final class Ring {
    private final int most;
    private final Deque<Trail> trails = new ArrayDeque<>();
    private int events;

    Ring(int most) {
      this.most = most;
    }

    void add(Trail trail) {
      trails.addFirst(trail);
      events += trail.events().size();
      while (trails.size() > most || events > MOST_EVENTS) {
        events -= trails.removeLast().events().size();
      }
    }
  }

  /** Remembers nothing yet. */
  public Trails() {}

  @Override
  public void on(CallEvent event) {
    // A trail comes whole, at the end.
  }

  @Override
  public void over(Trail trail) {
    boolean plain = trail.events().size() <= SMOOTH_EVENTS && !trail.failed();
    lock.lock();
    try {
      (plain ? smooth : eventful).add(trail);
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
    List<Trail> all;
    lock.lock();
    try {
      all = new ArrayList<>(eventful.trails);
      all.addAll(smooth.trails);
    } finally {
      lock.unlock();
    }
    all.sort(Comparator.comparing(Trails::end).reversed());
    return Collections.unmodifiableList(all);
  }

  private static Instant end(Trail trail) {
    CallEnded end = trail.ended();
    return end == null ? trail.began() : end.at();
  }
}
