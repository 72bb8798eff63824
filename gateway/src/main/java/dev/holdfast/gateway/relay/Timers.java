package dev.holdfast.gateway.relay;

import dev.holdfast.call.Step.Hold;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The timers of one call; none of them goes off once it is over. */
final class Timers {
  private static final long NONE = -1;

  private final Relay relay;
  private long holds;
  private long pause = NONE;
  private long deadline = NONE;
  private boolean over;

  Timers(Relay relay) {
    this.relay = relay;
  }

  /** The call waits. */
  void pause(Duration in, Runnable resume) {
    pause = after(in, resume);
  }

  /** The call is held: the ticket or the timer, whichever comes first, resumes it once. */
  void hold(Hold hold, Runnable resume) {
    long turn = ++holds;
    Runnable wake =
        () -> {
          if (!over && turn == holds) {
            holds++;
            relay.vertx().cancelTimer(pause);
            resume.run();
          }
        };
    pause = after(hold.atMost(), wake);
    hold.ticket().onFire(() -> relay.onLoop(wake));
  }

  /** Set anew for each attempt: the last one may have passed in the very end of a pause. */
  void deadline(@Nullable Instant at, Runnable expired) {
    if (at != null) {
      relay.vertx().cancelTimer(deadline);
      deadline = after(Duration.between(relay.now(), at), expired);
    }
  }

  /** The caller has the head of an answer: its deadline is met. */
  void met() {
    relay.vertx().cancelTimer(deadline);
  }

  /** Runs a task in a while. */
  long after(Duration in, Runnable task) {
    // Timers count whole milliseconds; rounding up keeps a pause from being cut short.
    long millis = Math.max(1, in.plusNanos(999_999).toMillis());
    return relay
        .vertx()
        .setTimer(
            millis,
            t -> {
              if (!over) {
                task.run();
              }
            });
  }

  /** The call is over. */
  void end() {
    over = true;
    relay.vertx().cancelTimer(pause);
    relay.vertx().cancelTimer(deadline);
  }

  boolean over() {
    return over;
  }
}
