package dev.holdfast.gateway.board;

import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gateway.page.OutboxStore;
import dev.holdfast.gateway.page.Pager;
import dev.holdfast.gateway.page.PagerMeters;
import dev.holdfast.gateway.page.Vantage;
import dev.holdfast.gateway.watch.Canaries;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.quota.Dimension;
import dev.holdfast.situation.Advice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Vitals that do not change. */
record Still(
    long callsInFlight,
    long replayMemoryUsed,
    long replayMemoryLimit,
    Map<String, Double> quotaRatios,
    Advice advice,
    double historyUp,
    double historyDropped)
    implements Vitals {
  static final Still LIFE = new Still(3, 2_048, 1_048_576, allDimensions(), Advice.RETRY, 1, 0);

  private static Map<String, Double> allDimensions() {
    return Arrays.stream(Dimension.values())
        .collect(Collectors.toMap(Dimension::slug, dimension -> 0.25));
  }

  /** Meters of a process that stands still. */
  static Meters meters() {
    Meters meters = new Meters(LIFE, "0.1.0");
    meters.add(new PagerMeters(pager()));
    Upstream upstream = new Upstream(URI.create("http://127.0.0.1:9"), null, null, false);
    meters.add(new CanaryMeters(new Canaries(Duration.ofMinutes(1), upstream, Instant::now)));
    return meters;
  }

  /** One with as many sinks as there may be. */
  private static Pager pager() {
    List<SinkConfig> sinks =
        IntStream.range(0, SinkConfig.MOST)
            .mapToObj(i ->
                new SinkConfig(
                    "sink-" + i,
                    SinkConfig.Type.WEBHOOK,
                    URI.create("http://127.0.0.1:9"),
                    null,
                    AlertLevel.PAGE,
                    null))
            .toList();
    Vantage vantage = new Vantage(new Gauges(), () -> Surroundings.NONE);
    Pager.Places places = new Pager.Places(news -> {}, OutboxStore.NONE, null);
    AlertConfig config = new AlertConfig(AlertConfig.Mode.LOCAL, sinks, AlertSettings.defaults());
    return new Pager(config, vantage, places, new Timekeeper());
  }
}
