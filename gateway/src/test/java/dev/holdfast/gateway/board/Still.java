package dev.holdfast.gateway.board;

import dev.holdfast.quota.Dimension;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Vitals that do not change. */
record Still(
    long callsInFlight,
    long replayMemoryUsed,
    long replayMemoryLimit,
    Map<String, Double> quotaRatios,
    double historyUp,
    double historyDropped)
    implements Vitals {
  static final Still LIFE = new Still(3, 2_048, 1_048_576, allDimensions(), 1, 0);

  private static Map<String, Double> allDimensions() {
    return Arrays.stream(Dimension.values())
        .collect(Collectors.toMap(Dimension::slug, dimension -> 0.25));
  }

  /** Meters of a process that stands still. */
  static Meters meters() {
    return new Meters(LIFE, "0.1.0");
  }
}
