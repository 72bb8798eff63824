package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.page.SinkState.Tally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a pager tells Prometheus: a gateway that cannot call anybody must be seen from outside. */
public final class PagerMeters implements MeterBinder {
  private static final Map<String, ToDoubleFunction<Tally>> RESULTS =
      Map.of(
          "delivered", Tally::delivered,
          "failed", Tally::failed,
          "refused", Tally::refused,
          "expired", Tally::expired,
          "superseded", Tally::superseded);

  private final Pager pager;

  /** Of a pager. */
  public PagerMeters(Pager pager) {
    this.pager = pager;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (AlertLevel level : AlertLevel.values()) {
      if (level != AlertLevel.LOG) {
        Gauge.builder("holdfast.alerts", pager, seen -> open(seen, level))
            .description("Alerts that fire, by whom they may disturb")
            .strongReference(true)
            .tag("level", level.name().toLowerCase(Locale.ROOT))
            .register(registry);
      }
    }
    if (pager.view().mode() != AlertConfig.Mode.EXTERNAL) {
      Gauge.builder("holdfast.alert.leader", pager, seen -> seen.tells() ? 1 : 0)
          .description("1 for a gateway that calls humans, for itself or for all")
          .strongReference(true)
          .register(registry);
    }
    pager.sinks().forEach(sink -> sink(registry, sink.name()));
  }

  private void sink(MeterRegistry registry, String sink) {
    Gauge.builder("holdfast.alert.letters.unsent", pager, seen -> state(seen, sink).unsent())
        .description("News of alerts that wait to be delivered")
        .strongReference(true)
        .tag("sink", sink)
        .register(registry);
    RESULTS.forEach((result, count) ->
        FunctionCounter.builder(
                "holdfast.alert.letters",
                pager,
                seen -> count.applyAsDouble(state(seen, sink).tally()))
            .description("News of alerts, by what became of it")
            .tags("sink", sink, "result", result)
            .register(registry));
  }

  private static long open(Pager pager, AlertLevel level) {
    return pager.alerts().stream()
        .filter(alert -> alert.state().open() && level(alert) == level)
        .count();
  }

  private static AlertLevel level(Alert alert) {
    return alert.status().level();
  }

  private static SinkState state(Pager pager, String sink) {
    return pager.sinks().stream()
        .filter(state -> state.name().equals(sink))
        .findFirst()
        .orElseThrow();
  }
}
