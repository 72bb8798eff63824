package dev.holdfast.lab.calls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one server, oldest first. Bounded: the last 100,000 calls, the last 1,000 attempts
 * of each, and what arrived for the last 10,000 attempts.
 *
 * <p>One lock (this) guards all state, that of {@link OpenAttempt} too. Waiting threads are woken
 * by a future that is completed outside the lock.
 */
public final class CallLog {
  private static final int MOST_CALLS = 100_000;
  private static final int MOST_ATTEMPTS = 1_000;
  private static final int MOST_ARRIVALS = 10_000;

  private final InstantSource clock;
  private final Instant start;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Deque<OpenAttempt> arrivals = new ArrayDeque<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private long unnamed;

  public CallLog(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** The time by the server's clock. */
  public Instant now() {
    return clock.instant();
  }

  /** Since the log began. */
  public Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /** Notes a new attempt; without a call id the attempt is a call of its own. */
  public OpenAttempt open(@Nullable String callId, String path) {
    OpenAttempt attempt;
    synchronized (this) {
      String id = callId == null ? "unnamed-" + ++unnamed : callId;
      Entry entry = entries.computeIfAbsent(id, key -> new Entry(key, path));
      attempt = new OpenAttempt(this, entry, elapsed(), ++entry.count);
      entry.attempts.add(attempt);
      if (entry.attempts.size() > MOST_ATTEMPTS) {
        entry.attempts.remove();
      }
      if (entries.size() > MOST_CALLS) {
        removeOldest();
      }
    }
    changed();
    return attempt;
  }

  /** The calls so far, oldest first. */
  public synchronized List<LabCall> calls() {
    return entries.values().stream().map(Entry::snapshot).toList();
  }

  /** Forgets everything; attempts still open go on unseen. */
  public synchronized void clear() {
    entries.clear();
    arrivals.clear();
  }

  /**
   * Blocks until the calls look as wanted, and returns them.
   *
   * @throws TimeoutException when they do not in time; the message shows what there is
   */
  public List<LabCall> await(Predicate<List<LabCall>> wanted, Duration atMost)
      throws TimeoutException, InterruptedException {
    Waiter waiter = new Waiter(wanted, new CompletableFuture<>());
    synchronized (this) {
      waiters.add(waiter);
    }
    changed();
    try {
      return waiter.seen.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalArgumentException("the condition threw", e.getCause());
    } catch (TimeoutException e) {
      TimeoutException late =
          new TimeoutException("not within %s; calls: %s".formatted(atMost, calls()));
      late.initCause(e);
      throw late;
    } finally {
      synchronized (this) {
        waiters.remove(waiter);
      }
    }
  }

  /** Keeps what arrived for the newest attempts only; a lock is held. */
  void keepArrival(OpenAttempt attempt) {
    arrivals.add(attempt);
    if (arrivals.size() > MOST_ARRIVALS) {
      arrivals.remove().forgetArrival();
    }
  }

  /** Lets waiting threads look again; no lock is held. */
  void changed() {
    List<Waiter> looking;
    List<LabCall> calls;
    synchronized (this) {
      if (waiters.isEmpty()) {
        return;
      }
      looking = List.copyOf(waiters);
      calls = calls();
    }
    looking.forEach(waiter -> waiter.look(calls));
  }

  private void removeOldest() {
    Iterator<Entry> oldest = entries.values().iterator();
    oldest.next();
    oldest.remove();
  }

  /** A call while it is in the log. */
  static final class Entry {
    private final String id;
    private final String path;
    private final Deque<OpenAttempt> attempts = new ArrayDeque<>();
    private String model = "";
    private long count;

    Entry(String id, String path) {
      this.id = id;
      this.path = path;
    }

    void model(String name) {
      model = name;
    }

    LabCall snapshot() {
      Collection<Attempt> seen = attempts.stream().map(OpenAttempt::snapshot).toList();
      return new LabCall(id, path, model, List.copyOf(seen));
    }
  }

  /** A thread that waits for the calls to look a certain way. */
  private record Waiter(Predicate<List<LabCall>> wanted, CompletableFuture<List<LabCall>> seen) {
    void look(List<LabCall> calls) {
      try {
        if (wanted.test(calls)) {
          seen.complete(calls);
        }
      } catch (RuntimeException | AssertionError e) {
        seen.completeExceptionally(e);
      }
    }
  }
}
