package dev.holdfast.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A cell's own time in microseconds, which never runs back: whatever the clock does, nothing stays
 * closed longer than it was told to. Guarded by the cell's lock.
 */
final class Ticks {
  /** Threads read the clock before they take the lock; more than this is a clock that jumped. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(1);

  /** A longer sleep counts as this: it would not fit the arithmetic. */
  private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

  private Instant last;
  private long nanos;

  Ticks(Instant now) {
    last = now;
  }

  long at(Instant now) {
    Duration since = Duration.between(last, now);
    if (!since.isNegative()) {
      nanos += Math.min(since.toSeconds(), LONGEST_SECONDS) * 1_000_000_000 + since.toNanosPart();
      last = now;
    } else if (since.plus(OUT_OF_ORDER).isNegative()) {
      last = now;
    }
    return nanos / 1000;
  }

  /** The first tick that is no earlier than so long after the present moment. */
  long after(Duration span) {
    return (nanos + span.toNanos() + 999) / 1000;
  }

  /** The moment of a tick: the same for all who are told it. */
  Instant instant(long tick) {
    return last.plusNanos(tick * 1000 - nanos);
  }

  static long micros(Duration span) {
    return span.toNanos() / 1000;
  }

  static Duration span(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
