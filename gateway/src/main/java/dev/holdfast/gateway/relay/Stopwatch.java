package dev.holdfast.gateway.relay;

import java.time.Duration;
import java.time.Instant;

/** Takes apart the time a call spends with us from the time it spends upstream or waiting. */
final class Stopwatch {
  private Instant ours;
  private Duration overhead = Duration.ZERO;

  /** Ours from here on. */
  Stopwatch(Instant now) {
    ours = now;
  }

  /** The upstream's, or a pause, from here on. */
  void theirs(Instant now) {
    overhead = overhead(now);
    ours = Instant.MAX;
  }

  /** Ours again. */
  void ours(Instant now) {
    overhead = overhead(now);
    ours = now;
  }

  /** What we have added so far. */
  Duration overhead(Instant now) {
    return now.isAfter(ours) ? overhead.plus(Duration.between(ours, now)) : overhead;
  }
}
