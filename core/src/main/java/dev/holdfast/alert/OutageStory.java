package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.Spread;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be told of a run of failures. */
final class OutageStory {
  private static final Set<Code> UNAVAILABLE = Set.of(Code.UNAVAILABLE, Code.GATEWAY, Code.TIMEOUT);

  private final Outage.Scope scope;
  private final Run run;
  private final View view;
  private final BurstSettings bursts;
  private final Figures figures;
  private final Map<Code, Long> codes = new EnumMap<>(Code.class);
  private final long bad;

  OutageStory(Outage.Scope scope, Run run, View view, BurstSettings bursts) {
    this.scope = scope;
    this.run = run;
    this.view = view;
    this.bursts = bursts;
    this.figures =
        view.gauges()
            .between(run.first(), run.last().plusSeconds(1))
            .where(s -> scope.where().test(s.lane()));
    figures.forEach((series, count) -> {
      if (scope.bad().test(series)) {
        codes.merge(series.code(), count, Long::sum);
      }
    });
    this.bad = codes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The rule of a burst of one kind; null if it is none, or too small to be told. */
  @Nullable AlertRule burst() {
    if (small()) {
      return null;
    }
    long overloaded = codes.getOrDefault(Code.OVERLOADED, 0L);
    long unavailable = UNAVAILABLE.stream().mapToLong(c -> codes.getOrDefault(c, 0L)).sum();
    if (overloaded >= bursts.share() * bad) {
      return AlertRule.BURST_529;
    }
    return unavailable >= bursts.share() * bad ? AlertRule.BURST_503 : null;
  }

  /** Not worth a line; what fails on the way leaves one for its endpoint already. */
  private boolean small() {
    return bad < bursts.minimum() || scope.name().equals(OutageRule.EGRESS);
  }

  /** The share of all bad attempts in the run that are of this scope. */
  double share() {
    return share(figures.bad());
  }

  private double share(long whole) {
    return Figures.share(bad, whole);
  }

  /** Why it was not paged; an empty summary if it is not worth a line. */
  Story passed() {
    if (small()) {
      return story("");
    }
    Figures since = view.gauges().between(run.first(), view.now());
    Figures calls = since.where(s -> scope.where().test(s.lane()));
    return story(
        "Not paged: %s burst %s, %s, %d recovered, %d fell back, %d lost"
            .formatted(
                name(),
                Words.span(run.span()),
                Words.count(bad, "attempt"),
                calls.recovered(),
                calls.fellBack(),
                calls.lost()));
  }

  /** Why it was. After a restart only the run itself is known of what came before. */
  Story paged(double lost) {
    return story(
        "%s failed for %s: %s of %s%s, %s of calls lost"
            .formatted(
                scope.name(),
                Words.span(run.span()),
                Words.percent(codes.isEmpty() ? run.ratio() : share(figures.attempts())),
                Words.count(codes.isEmpty() ? run.attempts() : figures.attempts(), "attempt"),
                codes.isEmpty() ? "" : " (" + counts() + ")",
                Words.percent(lost)));
  }

  private Story story(String summary) {
    Map<String, String> labels = Map.of("endpoint", scope.name());
    String action =
        scope.name().equals(OutageRule.EGRESS)
            ? "Check DNS, proxy and egress of this machine: the upstream was not reached."
            : AlertRule.SUSTAINED.action();
    return new Story(summary, action, view.surroundings().cause(), details(), labels);
  }

  /** The code that most failures have, else what they have in common. */
  private String name() {
    AlertRule burst = burst();
    if (burst != null) {
      return burst == AlertRule.BURST_529 ? "529" : "503";
    }
    return codes.entrySet().stream()
        .filter(code -> code.getValue() >= bursts.share() * bad)
        .map(code -> code.getKey().label())
        .findFirst()
        .orElse("5xx");
  }

  private String counts() {
    return codes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(code -> code.getKey().label() + " ×" + code.getValue())
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("codes", counts());
    details.put("first", run.first().toString());
    details.put("last", run.last().toString());
    spread(details, "models", Axis.MODEL);
    only(details, "only key", Axis.KEY);
    only(details, "only version", Axis.VERSION);
    String open =
        view.surroundings().open().stream()
            .filter(place -> place.endpoint().equals(scope.name()))
            .map(OpenBreaker::model)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!open.isEmpty()) {
      details.put("breaker open", open);
    }
    return details;
  }

  private void spread(Map<String, String> details, String name, Axis axis) {
    Spread spread = Spread.of(figures, axis);
    if (!spread.failing().isEmpty()) {
      details.put(name, String.join(", ", spread.failing()));
    }
    if (!spread.fine().isEmpty()) {
      details.put(name + " that are fine", String.join(", ", spread.fine()));
    }
  }

  private void only(Map<String, String> details, String name, Axis axis) {
    String only = Spread.of(figures, axis).only();
    if (only != null && !only.equals(Lane.OTHER)) {
      details.put(name, only);
    }
  }
}
