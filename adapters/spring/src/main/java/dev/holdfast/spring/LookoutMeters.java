package dev.holdfast.spring;

import dev.holdfast.quota.Dimension;
import dev.holdfast.quota.QuotaView.Level;
import dev.holdfast.quota.Quotas;
import dev.holdfast.situation.Advice;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** What is seen at the moment of asking, as gauges. */
final class LookoutMeters implements MeterBinder {
  private final Lookout lookout;

  LookoutMeters(Lookout lookout) {
    this.lookout = lookout;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("holdfast.calls.in.flight", lookout, Lookout::callsInFlight)
        .description("Calls that have begun and not ended")
        .register(registry);
    for (Advice advice : Advice.values()) {
      Gauge.builder("holdfast.situation", lookout, look -> advises(look, advice))
          .description("1 for what the situation advises now")
          .tag("advice", advice.slug())
          .register(registry);
    }
    for (Dimension dimension : Dimension.values()) {
      String name = dimension.slug();
      Gauge.builder("holdfast.quota.ratio", lookout, look -> used(look.quotas(), name))
          .description("Share of a rate limit that is used, of the fullest of all models")
          .tag("dimension", name)
          .register(registry);
    }
    Gauge.builder("holdfast.breakers.open", lookout, LookoutMeters::open)
        .description("Endpoints of the upstream whose calls are held or turned away")
        .register(registry);
  }

  private static double advises(Lookout look, Advice advice) {
    return look.situation().advice() == advice ? 1 : 0;
  }

  private static double open(Lookout look) {
    return look.breakers().values().stream().filter(Lookout::open).count();
  }

  /** Not a number while no answer has told of the limit: an unknown limit is not an unused one. */
  private static double used(List<Quotas.Row> quotas, String dimension) {
    return quotas.stream()
        .flatMap(row -> row.view().levels().stream())
        .filter(level -> level.dimension().slug().equals(dimension))
        .mapToDouble(Level::used)
        .max()
        .orElse(Double.NaN);
  }
}
