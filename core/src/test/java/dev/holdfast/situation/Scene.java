package dev.holdfast.situation;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Signals.Complaints;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.Page;
import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.Posts;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Signals for tests: all is well until something is changed. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-03-02T14:06:00Z");

  Indicator light = Indicator.GREEN;
  Component.Status component = Component.Status.OPERATIONAL;
  Instant checked = NOW.minusSeconds(12);
  String host = "status.test";
  String trouble;
  boolean reachable = true;
  boolean elsewhere;
  final List<IncidentMatch> incidents = new ArrayList<>();
  Instant resolved;
  Level level = Level.QUIET;
  Instant since;
  double between;
  boolean breakerOpen;
  Recovery recovery = Recovery.NONE;
  Where where = Where.WIDE;
  boolean fallback = true;
  Complaints complaints = Complaints.NONE;
  Set<String> models = Set.of("opus-5", "sonnet-5");

  Scene light(Indicator other) {
    light = other;
    return this;
  }

  /** Failing, or quiet, for so many minutes. */
  Scene level(Level other, int minutes) {
    level = other;
    since = NOW.minus(Duration.ofMinutes(minutes));
    return this;
  }

  Scene incident(String title, Strength match) {
    Incident incident = Posts.incident(title, "api").impact(Impact.MAJOR).build();
    int score = match == Strength.YES ? 10 : match == Strength.POSSIBLE ? 4 : 0;
    incidents.add(
        new IncidentMatch(incident, true, score, match, List.of("+2 lists the API"), null));
    return this;
  }

  private LocalFault fault() {
    boolean fails = level == Level.HIGH || level == Level.ELEVATED;
    return fails && since != null
        ? new LocalFault(since, Set.of("opus-5"), Set.of(Symptom.ERRORS), between)
        : null;
  }

  Signals signals() {
    return new Signals(
        new Page(
            light,
            new View(component, checked, host, trouble),
            reachable,
            elsewhere,
            incidents,
            resolved),
        new Local(level, since, fault(), breakerOpen, recovery),
        where,
        new Remedy(fallback, Duration.ofSeconds(15), Duration.ofSeconds(10)),
        complaints,
        models);
  }

  Situation situation() {
    return Situation.of(signals(), NOW);
  }
}
