package dev.holdfast.gateway.board;

import dev.holdfast.quota.Dimension;
import dev.holdfast.situation.Advice;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Vitals that do not change. */
record Still(
    long callsInFlight,
    long replayMemoryUsed,
    long replayMemoryLimit,
    Map<String, Double> quotaRatios,
    Advice advice)
    implements Vitals {
  static final Still LIFE = new Still(3, 2_048, 1_048_576, allDimensions(), Advice.RETRY);

  private static Map<String, Double> allDimensions() {
    return Arrays.stream(Dimension.values())
        .collect(Collectors.toMap(Dimension::slug, dimension -> 0.25));
  }

  /** Meters of a process that stands still. */
  static Meters meters() {
    return new Meters(LIFE, "0.1.0");
  }
}
