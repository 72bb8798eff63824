package dev.holdfast.alert.year;

import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertRules;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.decide.Reason;
import dev.holdfast.gauge.Feed;
import dev.holdfast.gauge.Gauges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One caller's year: calls second by second around each trouble, with retries, a breaker and maybe
 * a fallback, looked at every ten seconds. Quiet weeks are skipped.
 */
final class Year {
  private static final Duration BEFORE = Duration.ofMinutes(6);
  private static final Duration AFTER = Duration.ofMinutes(15);
  private static final double OPENS = 0.30;
  private static final int SLOW_SECONDS = 10;
  private static final int PROBE_SECONDS = 5;

  private final Caller caller;
  private final List<Trouble> troubles;
  private final Random random = new Random(1);
  private final Gauges gauges = new Gauges();
  private final AlertRules rules;
  private final Map<String, Instant> badSince = new HashMap<>();
  private final Set<OpenBreaker> open = new HashSet<>();
  private final List<AlertChange> news = new ArrayList<>();
  private List<Trouble> near = List.of();

  /**
   * Who calls.
   *
   * @param fallback whether another place serves what fails here
   * @param rate calls a second
   */
  record Caller(String name, boolean fallback, double rate) {}

  Year(Caller caller, List<Trouble> troubles, AlertSettings settings) {
    this.caller = caller;
    this.troubles = troubles;
    this.rules = new AlertRules(settings);
  }

  /** All that was told, in order. */
  List<AlertChange> run() {
    Instant now = troubles.get(0).from().minus(BEFORE);
    for (Trouble trouble : troubles) {
      Instant begin = trouble.from().minus(BEFORE);
      Instant end = trouble.to().plus(AFTER);
      near =
          troubles.stream().filter(t -> t.to().isAfter(begin) && t.from().isBefore(end)).toList();
      for (now = begin.isAfter(now) ? begin : now; now.isBefore(end); now = now.plusSeconds(1)) {
        second(now);
      }
    }
    return news;
  }

  private void second(Instant now) {
    calls(now, "opus", 0.6);
    calls(now, "sonnet", 0.4);
    if (now.getEpochSecond() % 10 == 9) {
      news.addAll(
          rules.evaluate(gauges.snapshot(now.plusSeconds(1)), Surroundings.NONE.open(open)));
    }
  }

  private void calls(Instant now, String family, double part) {
    Feed home = Feed.to(gauges).model(family);
    double failing =
        near.stream()
            .filter(trouble -> trouble.covers(now, family))
            .mapToDouble(Trouble::share)
            .max()
            .orElse(0);
    boolean shut = shut(now, family, failing);
    boolean probe = now.getEpochSecond() % PROBE_SECONDS == 0;
    int status = status(now, family);
    double calls = caller.rate() * part;
    for (int i = (int) (calls + random.nextDouble()); i > 0; i--) {
      boolean fails = random.nextDouble() < failing;
      if (shut && !(probe && i == 1)) {
        unsent(home, now);
      } else if (fails) {
        failed(home, now, status, random.nextDouble() < failing);
      } else {
        home.ok(now, 1);
      }
    }
  }

  /** A breaker opens when more than three in ten fail, and closes when that is over. */
  private boolean shut(Instant now, String family, double failing) {
    OpenBreaker place = new OpenBreaker("/v1/messages", family);
    if (failing < OPENS) {
      badSince.remove(family);
      open.remove(place);
      return false;
    }
    Instant since = badSince.computeIfAbsent(family, first -> now);
    boolean shut = !now.isBefore(since.plusSeconds(SLOW_SECONDS));
    if (shut) {
      open.add(place);
    }
    return shut;
  }

  private void unsent(Feed home, Instant now) {
    if (caller.fallback()) {
      elsewhere().ok(now, 1);
    } else {
      home.calls(now, 1, 0, Reason.BREAKER_OPEN, null);
    }
  }

  private void failed(Feed home, Instant now, int status, boolean again) {
    if (!again) {
      home.recovered(now, 1, status);
    } else if (caller.fallback()) {
      home.fellBack(now, 1, status, elsewhere());
    } else {
      home.lost(now, 1, status);
    }
  }

  private Feed elsewhere() {
    return Feed.to(gauges).upstream("https://elsewhere.example");
  }

  private int status(Instant now, String family) {
    return near.stream()
        .filter(trouble -> trouble.covers(now, family))
        .findFirst()
        .map(Trouble::status)
        .orElse(200);
  }
}
