package dev.holdfast.alert;

import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plays scenes to the rules, and keeps by itself which seconds were good and bad. */
final class AlertChaos {
  final AlertWorld world = new AlertWorld();
  final TreeSet<Instant> bad = new TreeSet<>();
  private final TreeMap<Instant, Integer> good = new TreeMap<>();
  private int silences;

  /** What may happen. */
  enum Act {
    WELL,
    OVERLOADED,
    BROKEN,
    LOSING,
    ODD,
    QUIET,
    BREAKER_OPENS,
    BREAKER_CLOSES,
    RESTART,
    JUMP,
    SILENCE,
    ACKNOWLEDGE
  }

  /** Something that happens for a while. */
  record Scene(Act act, int seconds) {}

  void play(Scene scene) {
    switch (scene.act()) {
      case WELL -> world.pass(scene.seconds(), this::well);
      case OVERLOADED -> world.pass(scene.seconds(), at -> failing(at, 529));
      case BROKEN -> world.pass(scene.seconds(), at -> failing(at, 500));
      case LOSING -> world.pass(scene.seconds(), this::losing);
      case ODD -> world.pass(scene.seconds(), this::odd);
      case QUIET -> world.quiet(scene.seconds());
      case BREAKER_OPENS -> world.breaker(true);
      case BREAKER_CLOSES -> world.breaker(false);
      case RESTART -> world.restart(scene.seconds());
      case JUMP -> world.now = world.now.plusSeconds(scene.seconds() * 10L);
      case SILENCE -> silence(scene.seconds());
      case ACKNOWLEDGE ->
          world.rules.alerts().forEach(alert -> world.rules.acknowledge(alert.name().key()));
    }
  }

  /** All is well for so long that every alert must end. */
  void recover() {
    world.breaker(false);
    world.pass(Duration.ofMinutes(100), this::well);
  }

  private void silence(int seconds) {
    Instant until = world.now.plusSeconds(seconds);
    world.rules.silence(
        new Silence("s" + silences++, Map.of("rule", "sustained-*"), until, "chaos"));
  }

  private void well(Instant at) {
    world.feed.ok(at, 3);
    good.merge(at, 3, Integer::sum);
  }

  private void failing(Instant at, int status) {
    world.feed.recovered(at, 2, status);
    good.merge(at, 2, Integer::sum);
    bad.add(at);
  }

  private void losing(Instant at) {
    world.feed.lost(at, 2, 503);
    bad.add(at);
  }

  /** A little of everything, too little for an outage. */
  private void odd(Instant at) {
    well(at);
    if (at.getEpochSecond() % 7 == 0) {
      world.feed.attempts(at, 1, Answers.status(529, "request-id", "req_1"));
      bad.add(at);
    }
  }

  /** The last bad second before a moment. */
  Instant lastBad(Instant before) {
    return bad.lower(before);
  }

  /** How many good answers there were. */
  int good(Instant from, Instant to) {
    return good.subMap(from, to).values().stream().mapToInt(Integer::intValue).sum();
  }
}
