package dev.holdfast.gateway.dashboard;

import dev.holdfast.breaker.Standing;
import dev.holdfast.gateway.dashboard.Bars.Span;
import dev.holdfast.gauge.Snapshot;
import dev.holdfast.upstream.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The last hour, minute by minute: attempts by what came back, over incidents and breakers. */
final class ChartPart implements Part {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int STEPS = 60;

  @Override
  public String id() {
    return "chart";
  }

  @Override
  public void write(Html to, Moment moment) {
    Instant from = moment.now().truncatedTo(ChronoUnit.MINUTES).minus(STEP.multipliedBy(STEPS - 1));
    Bars bars = new Bars(from, STEP, counts(moment.picture().survey().gauges(), from));
    if (bars.total() == 0) {
      to.open("p", "class", "empty")
          .text("No calls in the last hour. Point a program here, or try it: ")
          .put("code", "./holdfast demo")
          .close();
      return;
    }
    bars.write(to, spans(moment), "now");
  }

  private static Map<AttemptClass, long[]> counts(Snapshot gauges, Instant from) {
    Map<AttemptClass, long[]> counts = new EnumMap<>(AttemptClass.class);
    Instant to = from.plus(STEP.multipliedBy(STEPS));
    for (AttemptClass each : AttemptClass.values()) {
      if (each != AttemptClass.CANCELLED) {
        counts.put(
            each,
            gauges.line(
                from,
                to,
                STEP,
                series ->
                    series.attempt()
                        && AttemptClass.of(series.code().label(), series.origin().slug()) == each));
      }
    }
    return counts;
  }

  private static List<Span> spans(Moment moment) {
    List<Span> spans = new ArrayList<>();
    for (var match : moment.situation().signals().page().incidents()) {
      if (match.concernsApi()) {
        incident(spans, match.incident(), moment.now());
      }
    }
    moment.picture().survey().status().closed().stream()
        .filter(one -> one.concernsApi(one.api(moment.picture().survey().status().status())))
        .forEach(one -> incident(spans, one, moment.now()));
    moment
        .picture()
        .survey()
        .breakers()
        .forEach((key, standing) -> breaker(spans, key.family(), standing, moment.now()));
    return spans;
  }

  private static void incident(List<Span> spans, Incident incident, Instant now) {
    Instant created = incident.course().created();
    Instant resolved = incident.course().resolved();
    if (created != null) {
      String title = "incident: " + incident.name();
      spans.add(new Span(created, resolved == null ? now : resolved, "incident", title));
    }
  }

  private static void breaker(List<Span> spans, String model, Standing standing, Instant now) {
    Instant since = standing.since();
    if (since != null && !standing.state().passes()) {
      String title = "breaker " + GearPart.word(standing.state()) + ": " + model;
      spans.add(new Span(since, now, "breaker", title));
    }
  }
}
