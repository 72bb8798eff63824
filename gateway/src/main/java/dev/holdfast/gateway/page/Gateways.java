package dev.holdfast.gateway.page;

import dev.holdfast.gateway.fleet.Telling;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Pulse;
import dev.holdfast.gauge.Pulse.Count;
import dev.holdfast.gauge.Series;
import dev.holdfast.gauge.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which gateway fails while others get on well with the same models: then it is not the upstream.
 * The gateways stand where gauges have versions, for both are told apart in the same way.
 */
final class Gateways {
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final Gauges gauges;

  Gateways(String home) {
    this.gauges = new Gauges(home);
  }

  void add(Telling telling) {
    Pulse pulse = telling.pulse();
    List<Count> counts =
        pulse.counts().stream()
            .filter(one -> one.series().attempt())
            .map(one -> new Count(at(one.series(), telling.name()), one.at(), one.count()))
            .toList();
    gauges.add(new Pulse(pulse.at(), counts, Map.of(), List.of()));
  }

  private static Series at(Series series, String gateway) {
    Lane lane = series.lane();
    return new Series(
        new Lane(lane.endpoint(), lane.model(), Lane.OTHER, gateway),
        series.measure(),
        series.code(),
        series.origin());
  }

  /** The one in the minute before a moment; null if there is none. */
  @Nullable String failing(Instant then) {
    String name = Spread.alone(gauges.snapshot(then).over(LATELY), Axis.VERSION);
    return Lane.OTHER.equals(name) ? null : name;
  }
}
