package dev.holdfast.gateway.page;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Brings the letters of one sink, on a thread of its own: a slow sink keeps no other waiting. */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");

  /** How often letters that wait for their time are looked for; new ones are brought at once. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Sink sink;
  private final Outbox outbox;
  private final Wire wire;
  private final Supplier<Instant> time;
  private final ScheduledExecutorService thread;

  /** A courier that waits for {@link #start}. */
  Courier(Sink sink, Outbox outbox, Supplier<Instant> time) {
    this.sink = sink;
    this.outbox = outbox;
    this.wire = new Wire(sink.config().proxy());
    this.time = time;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(task -> {
          Thread fresh = new Thread(task, "holdfast-page-" + sink.name());
          fresh.setDaemon(true);
          return fresh;
        });
  }

  Sink sink() {
    return sink;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of bringing.
  void start() {
    thread.scheduleWithFixedDelay(
        this::bring, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** There may be new letters. */
  void hurry() {
    thread.execute(this::bring);
  }

  /** Never throws: it would not be called again. */
  private void bring() {
    try {
      for (Letter letter = outbox.next(sink.name(), time.get());
          letter != null;
          letter = outbox.next(sink.name(), time.get())) {
        outbox.settle(letter, deliver(letter), time.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("sink", sink.name()).log("delivering alerts failed");
    }
  }

  private Delivery deliver(Letter letter) throws InterruptedException {
    Delivery delivery = send(letter);
    if (!(delivery instanceof Delivery.Done)) {
      String why =
          delivery instanceof Delivery.Later later
              ? later.why()
              : ((Delivery.Never) delivery).why();
      boolean hopeless = delivery instanceof Delivery.Never;
      LOG.atLevel(hopeless ? Level.ERROR : Level.WARN)
          .addKeyValue("sink", sink.name())
          .addKeyValue("key", letter.key())
          .addKeyValue("why", why)
          .log(hopeless ? "an alert is refused and given up" : "an alert waits for another try");
    }
    return delivery;
  }

  /** Sends a letter that need not be in the outbox. The wall clock is what receivers have too. */
  Delivery send(Letter letter) throws InterruptedException {
    try {
      return wire.send(sink.parcel(letter, Instant.now()));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("sink", sink.name()).log("an alert cannot be written");
      return new Delivery.Never("the message could not be written; the log says why");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
