package dev.holdfast.gateway.dashboard;

import dev.holdfast.situation.IncidentMatch;
import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Level;
import dev.holdfast.situation.LocalFault;
import dev.holdfast.situation.Signals;
import dev.holdfast.situation.Signals.Complaints;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.Page;
import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.StatusReader;
import dev.holdfast.upstream.Symptom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A situation for tests of how it looks: all is well until something is changed. */
final class Sky {
  static final Instant NOW = Instant.parse("2026-03-02T14:06:00Z");

  private static final Remedy REMEDY =
      new Remedy(true, Duration.ofSeconds(15), Duration.ofSeconds(1));

  private final Indicator light;
  private final Level level;
  private final Instant since;
  Instant checked = NOW.minusSeconds(12);
  boolean reachable = true;
  boolean open;
  double between;
  Instant resolved;
  Recovery recovery = Recovery.NONE;
  Where where = Where.WIDE;
  private List<IncidentMatch> incidents = List.of();

  Sky(Indicator light, Level level, int minutes) {
    this.light = light;
    this.level = level;
    this.since = NOW.minus(Duration.ofMinutes(minutes));
  }

  /** With an open incident, titled so that markup in it would show. */
  Sky posted(Strength match) {
    String json =
        """
        {"components":[],"incidents":[{"id":"x1","name":"Errors & delays on Claude Opus 5",\
        "status":"investigating","impact":"major","components":[],"incident_updates":[]}]}\
        """;
    StatusDocument.Page page =
        (StatusDocument.Page) StatusReader.read(json.getBytes(StandardCharsets.UTF_8));
    Incident incident = page.incidents().get(0);
    incidents = List.of(new IncidentMatch(incident, true, 10, match, List.of("+2"), null));
    return this;
  }

  Situation situation() {
    boolean fails = level == Level.HIGH || level == Level.ELEVATED;
    LocalFault fault =
        fails ? new LocalFault(since, Set.of("opus-5"), Set.of(Symptom.ERRORS), between) : null;
    View view = new View(Component.Status.OPERATIONAL, checked, "status.test", null);
    Signals signals =
        new Signals(
            new Page(light, view, reachable, false, incidents, resolved),
            new Local(level, since, fault, open, recovery),
            where,
            REMEDY,
            new Complaints(Map.of(401, 3L), "billing-2", null, null, false),
            Set.of("opus-5", "sonnet-5"));
    return Situation.of(signals, NOW);
  }
}
