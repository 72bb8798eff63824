package dev.holdfast.gateway.board;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Makes meters, and keeps how much room each metric has left. All rooms, what {@link Lane} adds
 * when they are full, the histograms' buckets, the gauges and the JVM stay under 500 series
 * together.
 */
record Shelf(MeterRegistry registry, Room calls, Room attempts, Room durations) {
  /** The GenAI convention's boundaries from 80 ms on: no model answers in less. */
  private static final Duration[] DURATIONS =
      millis(80, 320, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960, 81_920);

  /** The time budget is 15 s, the one for quota 60 s; nobody pauses longer than both. */
  private static final Duration[] WAITS =
      millis(100, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000);

  static Shelf of(MeterRegistry registry) {
    return new Shelf(registry, new Room(95), new Room(110), new Room(8));
  }

  Counter counter(String name, String what, Tags tags) {
    return Counter.builder(name).description(what).tags(tags).register(registry);
  }

  Timer duration(Tags tags) {
    return Timer.builder("gen_ai.client.operation.duration")
        .description("Time from the first attempt to the end of the call, retries included")
        .tags(tags)
        .serviceLevelObjectives(DURATIONS)
        .register(registry);
  }

  Timer waits() {
    return Timer.builder("holdfast.wait")
        .description("Pauses of a call in all; calls that did not pause are not counted")
        .serviceLevelObjectives(WAITS)
        .register(registry);
  }

  MultiGauge quotas() {
    return MultiGauge.builder("holdfast.quota.ratio")
        .description("Share of a rate limit that is used, of the fullest of all keys and models")
        .register(registry);
  }

  private static Duration[] millis(long... millis) {
    return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
