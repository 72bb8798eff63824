package dev.holdfast.gateway.wire;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.State;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.Listener;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches the breaker by what calls tell of it, on the lab's clock. */
final class Watch implements Listener {
  private final Supplier<Duration> clock;
  private final Set<State> met = EnumSet.noneOf(State.class);
  private @Nullable Duration lastOpen;

  Watch(Supplier<Duration> clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void on(CallEvent event) {
    boolean open = event instanceof BreakerMet;
    if (event instanceof BreakerMet meeting) {
      met.add(meeting.breaker().state());
    }
    if (event instanceof AttemptStarted started) {
      open = started.stance() != Stance.PASS;
    }
    lastOpen = open ? clock.get() : lastOpen;
  }

  /** When the breaker was last seen open, on the lab's clock; null if it never was. */
  synchronized @Nullable Duration lastOpen() {
    return lastOpen;
  }

  /** In which states calls that could not pass found it. */
  synchronized Set<State> met() {
    return EnumSet.copyOf(met);
  }
}
