package dev.holdfast.gateway.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The letters that did not arrive yet. One thread posts; each sink has one that takes letters and
 * settles them. Letters are kept before anybody may take them, and the store is never called under
 * the lock.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");

  private final OutboxStore store;
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private volatile boolean keeping = true;
  private volatile boolean resumed;
  private volatile Instant until = Instant.MAX;

  /** An outbox for sinks, without letters. */
  Outbox(List<String> sinks, OutboxStore store, RandomGenerator random) {
    this.store = store;
    sinks.forEach(sink -> boxes.put(sink, new Box(sink, random)));
  }

  /**
   * Goes on with the letters of an earlier life; those for sinks that are gone are forgotten.
   *
   * @return what else was kept then; null if the store cannot be asked now, and is to be asked
   *     again
   */
  OutboxStore.@Nullable Saved resume() {
    OutboxStore.Saved saved;
    try {
      saved = store.load();
    } catch (RuntimeException e) {
      forgetful(e);
      return null;
    }
    resumed = true;
    keeping = true;
    for (Letter letter : saved.letters()) {
      if (boxes.containsKey(letter.sink())) {
        add(List.of(letter));
      } else {
        keep(() -> store.remove(letter));
      }
    }
    return saved;
  }

  /** Nothing is taken out from a moment on: by then somebody else may have sent it. */
  void until(Instant moment) {
    until = moment;
  }

  /** Somebody else brings the letters from here on. They stay in the store. */
  synchronized void forget() {
    boxes.values().forEach(Box::forget);
  }

  /**
   * Takes new letters, together with what the alarm remembers of having told them.
   *
   * @param memory null if neither is to be kept
   */
  void post(List<Letter> letters, @Nullable String memory) {
    List<Letter> gone = new ArrayList<>();
    List<Letter> worth = makeWay(letters, gone);
    // What an earlier life left is not to be replaced before it was read.
    if (resumed && memory != null) {
      keep(() -> store.save(memory, worth, gone));
    }
    add(worth);
  }

  private synchronized List<Letter> makeWay(List<Letter> letters, List<Letter> gone) {
    List<Letter> worth = new ArrayList<>();
    for (Letter letter : letters) {
      if (box(letter.sink()).makeWay(letter, gone)) {
        worth.add(letter);
      }
    }
    return worth;
  }

  private synchronized void add(List<Letter> letters) {
    letters.forEach(letter -> box(letter.sink()).add(letter));
  }

  /** The next letter for a sink; null if there is none now. Whoever takes it must settle it. */
  @Nullable Letter next(String sink, Instant now) {
    if (!now.isBefore(until)) {
      return null;
    }
    List<Letter> old;
    Letter next;
    synchronized (this) {
      old = box(sink).expire(now);
      next = box(sink).next(now);
    }
    for (Letter letter : old) {
      LOG.atError()
          .addKeyValue("sink", sink)
          .addKeyValue("key", letter.key())
          .addKeyValue("tries", letter.tries())
          .log("an alert could not be delivered in time and is given up");
      keep(() -> store.remove(letter));
    }
    return next;
  }

  /** Tells what came of a letter. */
  void settle(Letter letter, Delivery delivery, Instant now) {
    Letter again;
    synchronized (this) {
      if (!box(letter.sink()).carries(letter) && !(delivery instanceof Delivery.Done)) {
        return;
      }
      again = box(letter.sink()).settle(letter, delivery, now);
    }
    if (again == null) {
      keep(() -> store.remove(letter));
    } else {
      keep(() -> store.update(again));
    }
  }

  /** How the sinks do. */
  synchronized List<SinkState> states() {
    return boxes.values().stream().map(Box::state).toList();
  }

  /** Whether letters outlive the process, if they are meant to. */
  boolean keeping() {
    return keeping;
  }

  private Box box(String sink) {
    Box box = boxes.get(sink);
    if (box == null) {
      throw new IllegalArgumentException("no sink " + sink);
    }
    return box;
  }

  /** A store that fails must not keep anybody from being woken. */
  private void keep(Runnable change) {
    try {
      change.run();
      keeping = true;
    } catch (RuntimeException e) {
      forgetful(e);
    }
  }

  private void forgetful(RuntimeException e) {
    // Interrupted is who leaves before the store was open: then nothing is wrong.
    if (keeping && !Thread.currentThread().isInterrupted()) {
      LOG.atError().setCause(e).log("alerts cannot be kept and would not survive a restart now");
    }
    keeping = false;
  }
}
