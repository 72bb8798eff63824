package dev.holdfast.gateway.watch;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.Listener;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether calls go to the upstream. Gauges would not do: they count an attempt when it ends, and a
 * long stream ends after minutes.
 */
final class Quiet implements Listener {
  private final String home;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile Instant last;

  /**
   * Quiet so far.
   *
   * @param home the upstream, as endpoints have it; what goes elsewhere does not disturb
   */
  Quiet(String home, Instant now) {
    this.home = home;
    this.last = now;
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptStarted && event.call().endpoint().upstream().equals(home)) {
      underWay.add(event.call().id());
    } else if (event instanceof AttemptEnded || event instanceof CallEnded) {
      over(event);
    }
  }

  /** Of an attempt whose caller left, only the end of the call is told. */
  private void over(CallEvent event) {
    if (underWay.contains(event.call().id())) {
      // Before it is gone, or it would look quiet for a moment.
      last = event.at();
      underWay.remove(event.call().id());
    }
  }

  /** Whether nothing was under way since then. */
  boolean since(Instant then) {
    return underWay.isEmpty() && !last.isAfter(then);
  }
}
