package dev.holdfast.spring;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which calls are under way, and how the last ones ended. */
final class Traffic implements Listener {
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Runnable> whenQuiet = new AtomicReference<>();
  private final Map<EndpointKey, CallEnded> lasts = new ConcurrentHashMap<>();
  private volatile @Nullable CallEnded last;

  @Override
  public void on(CallEvent event) {
    if (event instanceof CallEnded ended) {
      end(ended);
    } else {
      underWay.add(event.call().id());
    }
  }

  private void end(CallEnded ended) {
    underWay.remove(ended.call().id());
    if (ended.reason() != Reason.CANCELLED) {
      lasts.put(ended.call().endpoint(), ended);
      last = ended;
    }
    tellIfQuiet();
  }

  /** How many calls have begun and not ended; a stream ends with its last event. */
  int inFlight() {
    return underWay.size();
  }

  /** The last call that ended, other than by its caller's leave; null if none has. */
  @Nullable CallEnded last() {
    return last;
  }

  /** The same of one endpoint, of which the engine tells 256 apart. */
  @Nullable CallEnded last(EndpointKey endpoint) {
    return lasts.get(endpoint);
  }

  /** Tells once when no call is under way, which may be now. */
  void whenQuiet(Runnable then) {
    whenQuiet.set(then);
    tellIfQuiet();
  }

  private void tellIfQuiet() {
    if (whenQuiet.get() != null && underWay.isEmpty()) {
      Runnable then = whenQuiet.getAndSet(null);
      if (then != null) {
        then.run();
      }
    }
  }
}
