package dev.holdfast.gateway.relay;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All that the gateway told its listener, to be waited for. */
public final class Heard implements Listener {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final List<CallEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(CallEvent event) {
    events.add(event);
    notifyAll();
  }

  synchronized void forget() {
    events.clear();
  }

  synchronized List<CallEvent> events() {
    return List.copyOf(events);
  }

  /** The ends of calls, in order. */
  public List<CallEnded> ends() {
    return of(CallEnded.class);
  }

  List<AttemptEnded> attempts() {
    return of(AttemptEnded.class);
  }

  private synchronized <T extends CallEvent> List<T> of(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until so many calls are over. */
  public List<CallEnded> ends(int count) throws InterruptedException {
    await(all -> ends().size() >= count);
    return ends();
  }

  /** Waits until what was heard is as wanted. */
  synchronized void await(Predicate<List<CallEvent>> wanted) throws InterruptedException {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!wanted.test(events)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not within " + BOUND + ": " + events);
      }
      wait(left);
    }
  }
}
