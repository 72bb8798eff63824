package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.dashboard.Moment.Diary;
import dev.holdfast.gateway.history.Feed;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.HistoryOff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The newest lines of the feed, kept for a moment: the database is not asked by whoever draws a
 * picture a second.
 */
final class FeedWindow {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MOST = 40;

  private final History history;
  private final InstantSource clock;
  private volatile Diary last = new Diary(List.of(), null);

  // Guarded by this object.
  private Instant read = Instant.MIN;

  FeedWindow(History history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  /** The lines, as they were read last. */
  Diary last() {
    return last;
  }

  /** Reads them, unless that was done just now. Waits for the database: worker threads only. */
  synchronized void read() {
    Instant now = clock.instant();
    if (now.isBefore(read.plus(KEPT)) && !now.isBefore(read)) {
      return;
    }
    read = now;
    Diary next = ask(now);
    if (!next.equals(last)) {
      last = next;
    }
  }

  private Diary ask(Instant now) {
    if (!history.wanted()) {
      return new Diary(List.of(), "none is wanted");
    }
    try {
      return new Diary(new Feed(history).since(now.minus(DAY), MOST), null);
    } catch (HistoryOff off) {
      return new Diary(List.of(), String.valueOf(off.getMessage()));
    }
  }
}
