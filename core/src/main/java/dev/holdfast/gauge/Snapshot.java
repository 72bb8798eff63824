package dev.holdfast.gauge;

import dev.holdfast.gauge.Limits.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All counts as they were at a moment, in whole seconds. Spans begin at a second within the last
 * quarter of an hour, at ten seconds within the last day, before that at an hour: older beginnings
 * are rounded down.
 */
public final class Snapshot {
  private final Instant at;
  private final List<Strip> strips;
  private final About about;

  /** What is known besides the counts; seconds of lanes count from 1970. */
  record About(
      Instant since,
      Map<Lane, Long> lanes,
      Map<String, Credential> credentials,
      Map<Meter, LimitHistory> allowances) {}

  Snapshot(Instant at, List<Strip> strips, About about) {
    this.at = at;
    this.strips = strips;
    this.about = about;
  }

  /** The moment: the first second that is not counted. */
  public Instant at() {
    return at;
  }

  /** When the first event was counted; {@link #at} if there was none. */
  public Instant since() {
    return about.since();
  }

  /** The sums of the last while. */
  public Figures over(Duration span) {
    return between(at.minus(span), at);
  }

  /** The sums from a moment up to and without another. */
  public Figures between(Instant from, Instant to) {
    List<Series> series = new ArrayList<>();
    long[] counts = new long[strips.size()];
    for (Strip strip : strips) {
      long count = strip.sum(from.getEpochSecond(), to.getEpochSecond());
      if (count > 0) {
        counts[series.size()] = count;
        series.add(strip.series());
      }
    }
    return new Figures(List.copyOf(series), counts);
  }

  /**
   * Sums step by step: a line to be drawn, or seconds to be looked at one by one.
   *
   * @param from the first step's beginning
   * @param step whole seconds
   * @param which the series that count
   * @return one sum for each step that begins before {@code to}
   */
  public long[] line(Instant from, Instant to, Duration step, Predicate<Series> which) {
    long begin = from.getEpochSecond();
    long by = Math.max(1, step.toSeconds());
    long span = Math.max(0, to.getEpochSecond() - begin);
    long[] line = new long[Math.toIntExact((span + by - 1) / by)];
    for (Strip strip : strips) {
      if (which.test(strip.series())) {
        strip.addTo(line, begin, by);
      }
    }
    return line;
  }

  /**
   * The run of failures under way: since when it has been bad.
   *
   * @param where the lanes that count
   * @param theta the share of failures that makes half a minute bad
   * @return null if there is none
   */
  public @Nullable Run run(Predicate<Lane> where, double theta) {
    return run(where, Series::bad, theta);
  }

  /**
   * The run under way of what else may go on for a while.
   *
   * @param which the series that take the place of failures
   */
  public @Nullable Run run(Predicate<Lane> where, Predicate<Series> which, double theta) {
    Side side = new Side(where, which, theta);
    // Whole half minutes only: a part of a bad one may be good.
    Instant fine = ago(Cell.FINE, RunFinder.SLOT);
    RunFinder lately = find(side, fine, Duration.ofSeconds(1));
    Run run = lately.run();
    if (lately.settled() || !since().isBefore(fine)) {
      return run;
    }
    // Failures may be minutes apart: only a good minute tells that it began in between.
    Instant day = ago(Cell.DAY, Cell.HOUR);
    Run older = find(side, day, Duration.ofSeconds(Cell.TEN)).run();
    return older == null || !older.first().isBefore(fine) ? run : older;
  }

  /**
   * What was counted since a moment, to be told to others.
   *
   * @param from the first second; at most the last quarter of an hour is told
   */
  public Pulse pulse(Instant from) {
    Instant oldest = at.minusSeconds(Cell.FINE);
    Instant begin = from.isBefore(oldest) ? oldest : from.truncatedTo(ChronoUnit.SECONDS);
    if (!begin.isBefore(at)) {
      return new Pulse(at, List.of(), Map.of(), List.of());
    }
    List<Pulse.Count> counts = new ArrayList<>();
    for (Strip strip : strips) {
      long[] line = new long[Math.toIntExact(at.getEpochSecond() - begin.getEpochSecond())];
      strip.addTo(line, begin.getEpochSecond(), 1);
      for (int i = 0; i < line.length; i++) {
        if (line[i] > 0) {
          counts.add(new Pulse.Count(strip.series(), begin.plusSeconds(i), (int) line[i]));
        }
      }
    }
    Map<String, Credential> keys = new HashMap<>(credentials());
    keys.values().removeIf(key -> key.accepted().isBefore(from));
    List<Pulse.Height> limits = new ArrayList<>();
    about
        .allowances()
        .forEach((meter, known) ->
            limits.add(
                new Pulse.Height(meter.key(), meter.model(), meter.limit(), known.latest())));
    return new Pulse(at, counts, keys, limits);
  }

  private Instant ago(int seconds, int step) {
    return Instant.ofEpochSecond(Strip.ceil(at.getEpochSecond() - seconds, step));
  }

  /** What a run is looked for in, and of what. */
  private record Side(Predicate<Lane> where, Predicate<Series> which, double theta) {}

  private RunFinder find(Side side, Instant from, Duration step) {
    long[] attempts = line(from, at, step, s -> s.attempt() && side.where.test(s.lane()));
    long[] bad = line(from, at, step, s -> side.which.test(s) && side.where.test(s.lane()));
    RunFinder finder = new RunFinder(side.theta);
    for (int i = 0; i < attempts.length; i++) {
      finder.add(from.getEpochSecond() + i * step.toSeconds(), attempts[i], bad[i]);
    }
    finder.tick(at.getEpochSecond());
    return finder;
  }

  /** The lanes there are, each with the moment of its first event. */
  public Map<Lane, Instant> lanes() {
    Map<Lane, Instant> lanes = new HashMap<>();
    about.lanes().forEach((lane, since) -> lanes.put(lane, Instant.ofEpochSecond(since)));
    return lanes;
  }

  /** The keys that the upstream accepted, by alias. */
  public Map<String, Credential> credentials() {
    return about.credentials();
  }

  /**
   * How high a limit is.
   *
   * @param limit one of the codes that name a limit
   * @return null if the upstream did not say
   */
  public @Nullable LimitHistory allowance(String key, String model, Code limit) {
    return about.allowances().get(new Meter(key, model, limit));
  }
}
