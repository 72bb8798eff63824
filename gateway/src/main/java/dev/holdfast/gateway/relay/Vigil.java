package dev.holdfast.gateway.relay;

import dev.holdfast.drive.Watchdog;
import dev.holdfast.outcome.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Watches one attempt for silence: a {@link Watchdog} and the one timer it needs. News cost a look
 * at the clock and no timer; the timer finds out by itself that it is early, and waits again.
 */
final class Vigil {
  private static final long NONE = -1;

  private final Relay relay;
  private final Watchdog dog;
  private final Consumer<Loss> bitten;
  private long timer = NONE;
  private Instant armed = Instant.MAX;
  private boolean over;

  /**
   * A vigil over an attempt that is sent now.
   *
   * @param stream whether a stream was asked for
   * @param bitten told the limit that passed, once
   */
  Vigil(Relay relay, boolean stream, Consumer<Loss> bitten) {
    this.relay = relay;
    this.bitten = bitten;
    this.dog = new Watchdog(relay.engine().policy().stream(), stream, relay.now());
    arm();
  }

  /** More of the request was taken. */
  void sending() {
    dog.sending(relay.now());
  }

  /**
   * The head came.
   *
   * @param events whether a stream of events follows, whose content is waited for
   * @param prompt whether the body must follow soon
   */
  void head(boolean events, boolean prompt) {
    if (!events) {
      dog.whole();
    }
    if (prompt) {
      dog.heard(relay.now());
    }
    arm();
  }

  /**
   * A piece of the body came.
   *
   * @param progress whether there was more in it than pings, and content before
   */
  void heard(boolean progress) {
    Instant now = relay.now();
    boolean begins = dog.heard(now);
    begins |= progress && dog.progress(now);
    if (begins) {
      arm();
    }
  }

  /** The answer is not read for now, because its caller takes no more. */
  void pause() {
    dog.pause();
  }

  /** The answer is read again. */
  void resume() {
    dog.resume(relay.now());
    arm();
  }

  /** Nothing is waited for any more. */
  void end() {
    over = true;
    relay.vertx().cancelTimer(timer);
  }

  /** Only what has just begun to count can be due before the timer that runs already. */
  private void arm() {
    Instant due = dog.due();
    if (over || due == null || !due.isBefore(armed)) {
      return;
    }
    relay.vertx().cancelTimer(timer);
    armed = due;
    timer = relay.vertx().setTimer(millis(Duration.between(relay.now(), due)), t -> look());
  }

  /** Rounded up: a timer that is early has to wait once more. */
  private static long millis(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999).toMillis());
  }

  private void look() {
    armed = Instant.MAX;
    Loss loss = dog.bite(relay.now());
    if (over) {
      return;
    }
    if (loss == null) {
      arm();
    } else {
      end();
      bitten.accept(loss);
    }
  }
}
