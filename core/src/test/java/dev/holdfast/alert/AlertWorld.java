package dev.holdfast.alert;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import dev.holdfast.gauge.Gauges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Traffic, gauges and rules in virtual time, second by second, looked at every ten seconds. */
final class AlertWorld {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final int EVERY = 10;

  final List<AlertChange> told = new ArrayList<>();
  Gauges gauges = new Gauges();
  Feed feed = Feed.to(gauges);
  AlertRules rules;
  Surroundings surroundings = Surroundings.NONE;
  Instant now = START;
  private final AlertSettings settings;

  AlertWorld() {
    this(AlertSettings.defaults());
  }

  AlertWorld(AlertSettings settings) {
    this.settings = settings;
    this.rules = new AlertRules(settings);
  }

  /** Lets time pass, with traffic each second. */
  AlertWorld pass(Duration time, Consumer<Instant> traffic) {
    for (long i = 0; i < time.toSeconds(); i++) {
      traffic.accept(now);
      now = now.plusSeconds(1);
      if (now.getEpochSecond() % EVERY == 0) {
        evaluate();
      }
    }
    return this;
  }

  AlertWorld pass(int seconds, Consumer<Instant> traffic) {
    return pass(Duration.ofSeconds(seconds), traffic);
  }

  /** Nobody calls. */
  AlertWorld quiet(int seconds) {
    return pass(seconds, at -> {});
  }

  /** Calls that are all well, ten a second. */
  AlertWorld well(int seconds) {
    return pass(seconds, at -> feed.ok(at, 10));
  }

  /** Of ten calls a second some meet a failure; the retry of each is answered. */
  AlertWorld failing(int seconds, int status, int bad) {
    return pass(
        seconds,
        at -> {
          feed.ok(at, 10 - bad);
          feed.recovered(at, bad, status);
        });
  }

  /** Of ten calls a second some fail for good. */
  AlertWorld losing(int seconds, int status, int bad) {
    return pass(
        seconds,
        at -> {
          feed.ok(at, 10 - bad);
          feed.lost(at, bad, status);
        });
  }

  List<AlertChange> evaluate() {
    List<AlertChange> news = rules.evaluate(gauges.snapshot(now), surroundings);
    told.addAll(news);
    return news;
  }

  /** A breaker opens for the usual model. */
  void breaker(boolean open) {
    OpenBreaker place = new OpenBreaker("/v1/messages", "opus-5");
    surroundings = surroundings.open(open ? Set.of(place) : Set.of());
  }

  /** The process ends and another one goes on after a while. */
  void restart(int seconds) {
    String kept = rules.memory().json();
    now = now.plusSeconds(seconds);
    gauges = new Gauges();
    feed = Feed.to(gauges);
    rules = AlertRules.resume(settings, AlertMemory.of(kept));
  }

  /** What was told of one kind. */
  List<Alert> told(What what) {
    return told.stream().filter(c -> c.what() == what).map(AlertChange::alert).toList();
  }

  /** The pages that woke somebody. */
  List<Alert> pages() {
    return told(What.TRIGGERED).stream()
        .filter(a -> a.status().level() == AlertLevel.PAGE)
        .toList();
  }

  /** The lines that say why nobody was woken. */
  List<String> rows() {
    return told(What.LOGGED).stream().map(a -> a.story().summary()).toList();
  }

  /** The one alert of a rule that is pending or open. */
  Alert alert(AlertRule rule) {
    return rules.alerts().stream()
        .filter(a -> a.rule() == rule)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + rule + " in " + rules.alerts()));
  }
}
