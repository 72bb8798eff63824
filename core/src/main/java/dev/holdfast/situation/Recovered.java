package dev.holdfast.situation;

import dev.holdfast.breaker.Standing;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.RunFinder;
import dev.holdfast.gauge.Series;
import dev.holdfast.gauge.Snapshot;
import dev.holdfast.situation.Signals.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a quiet time came about: whether after a fault, since when, and how sends go since. */
final class Recovered {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final double HIGH = 0.10;
  private static final int FEW = 5;
  private static final int LAST = 20;

  private final Snapshot gauges;
  private final @Nullable Instant since;

  Recovered(Snapshot gauges, Collection<Standing> breakers) {
    this.gauges = gauges;
    Instant from = gauges.at().minus(HOUR);
    this.since =
        Stream.concat(
                Stream.ofNullable(lastBad(from)),
                breakers.stream().flatMap(standing -> turned(standing, from)))
            .max(Instant::compareTo)
            .orElse(null);
  }

  /** When it turned last, if that was lately. */
  private static Stream<Instant> turned(Standing standing, Instant from) {
    Instant since = standing.since();
    return since != null && since.isAfter(from) ? Stream.of(since) : Stream.empty();
  }

  /** The last bad second of the last hour's last fault; null if there was none. */
  private @Nullable Instant lastBad(Instant from) {
    long[] attempts = line(from, TEN_SECONDS, false);
    long[] bad = line(from, TEN_SECONDS, true);
    RunFinder finder = new RunFinder(HIGH);
    for (int i = 0; i < attempts.length; i++) {
      finder.add(from.getEpochSecond() + i * TEN_SECONDS.toSeconds(), attempts[i], bad[i]);
    }
    finder.tick(gauges.at().getEpochSecond());
    Run run = finder.run() == null ? finder.ended() : finder.run();
    return run == null || run.bad() < FEW ? null : run.last();
  }

  private long[] line(Instant from, Duration step, boolean bad) {
    return gauges.line(from, gauges.at(), step, series -> counts(series, bad));
  }

  private static boolean counts(Series series, boolean bad) {
    return Counted.atHome(series.lane()) && (bad ? series.bad() : series.attempt());
  }

  /** Since when it is quiet; null if there was no fault in the last hour. */
  @Nullable Instant since() {
    return since;
  }

  /** How the last twenty sends went, or those of the last seconds if they are more. */
  Recovery recovery() {
    if (since == null) {
      return Recovery.NONE;
    }
    Instant from = gauges.at().minus(FIVE_MINUTES);
    long[] attempts = line(from, SECOND, false);
    long[] bad = line(from, SECOND, true);
    int sent = 0;
    int failed = 0;
    for (int i = attempts.length - 1; i >= 0 && sent < LAST; i--) {
      sent += Math.toIntExact(attempts[i]);
      failed += Math.toIntExact(bad[i]);
    }
    return new Recovery(true, sent, sent - failed);
  }
}
