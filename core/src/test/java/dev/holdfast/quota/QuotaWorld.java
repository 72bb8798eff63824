package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;
import dev.holdfast.outcome.Headers;
import dev.holdfast.reading.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A quota and a clock that is turned by hand. */
final class QuotaWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00.000000123Z");
  static final Duration LONG = Duration.ofHours(2);

  final Quota quota;
  Instant now = START;

  QuotaWorld(QuotaPolicy policy) {
    quota = new Quota(policy, false, START);
  }

  /** With so many requests a minute, all of them left, where some calls are critical. */
  static QuotaWorld requests(long limit) {
    QuotaWorld world = paced();
    world.told(Dimension.REQUESTS, limit, limit);
    return world;
  }

  /** With pacing, where some calls are critical. */
  static QuotaWorld paced() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.leave(world.ask(Priority.CRITICAL, 0));
    return world;
  }

  void pass(double seconds) {
    now = now.plusNanos(Math.round(seconds * 1e9));
  }

  double since() {
    return Duration.between(START, now).toNanos() / 1e9;
  }

  Pace ask() {
    return ask(Priority.INTERACTIVE, 0);
  }

  Pace ask(Priority priority, long input) {
    return quota.ask(now, new Ask(input, priority, false), LONG);
  }

  /** Whether an ordinary request would go at once; it leaves no trace. */
  boolean open() {
    Pace pace = ask();
    leave(pace);
    return pace instanceof Pace.Go;
  }

  void leave(Pace pace) {
    if (pace instanceof Pace.Go go) {
      quota.leave(now, go.share());
    } else if (pace instanceof Pace.Wait wait) {
      quota.leave(now, wait.place());
    }
  }

  /** How many ordinary requests go at once. */
  int drain(Priority priority) {
    int gone = 0;
    Pace pace = ask(priority, 0);
    while (pace instanceof Pace.Go) {
      gone++;
      pace = ask(priority, 0);
    }
    leave(pace);
    return gone;
  }

  /** How long a request is told to wait. */
  Duration wait(Pace pace) {
    return pace instanceof Pace.Wait wait ? Duration.between(now, wait.until()) : Duration.ZERO;
  }

  void told(Dimension dimension, long limit, long remaining) {
    heard(null, Heard.Kind.SUCCESS, reading(dimension, limit, remaining), null);
  }

  static QuotaReading reading(Dimension dimension, long limit, @Nullable Long remaining) {
    Map<Dimension, Limit> limits = new EnumMap<>(Dimension.class);
    limits.put(dimension, new Limit(limit, remaining, null));
    return new QuotaReading(limits, null, null, null);
  }

  Duration limited(Pace share, QuotaReading reading, @Nullable Duration hint) {
    return heard(share, Heard.Kind.LIMITED, reading, hint);
  }

  Duration heard(
      @Nullable Pace share, Heard.Kind kind, QuotaReading reading, @Nullable Duration hint) {
    Reservation sent = share instanceof Pace.Go go ? go.share() : null;
    return quota.heard(now, sent, new Heard(reading, kind, null, hint));
  }

  void used(Pace share, Usage usage) {
    Reservation sent = ((Pace.Go) share).share();
    quota.heard(now, sent, new Heard(QuotaReading.NONE, Heard.Kind.SUCCESS, usage, null));
  }

  void failed() {
    heard(null, Heard.Kind.FAILURE, QuotaReading.of(Headers.NONE), null);
  }

  void succeeded() {
    heard(null, Heard.Kind.SUCCESS, QuotaReading.of(Headers.NONE), null);
  }

  double usedShare(Dimension dimension) {
    return quota.view(now).levels().stream()
        .filter(level -> level.dimension() == dimension)
        .findFirst()
        .orElseThrow()
        .used();
  }
}
