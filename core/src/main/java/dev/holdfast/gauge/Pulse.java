package dev.holdfast.gauge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one process counted in a while, for gauges that count for several of them. A value: it may
 * be sent to another machine.
 *
 * @param at up to and without this second
 * @param counts by second
 * @param keys that the upstream accepted lately, by alias
 * @param limits as high as they are known to be
 */
public record Pulse(
    Instant at, List<Count> counts, Map<String, Credential> keys, List<Height> limits) {

  /**
   * So many of a series.
   *
   * @param at the second
   */
  public record Count(Series series, Instant at, int count) {}

  /**
   * How high a limit is.
   *
   * @param limit one of the codes that name a limit
   */
  public record Height(String key, String model, Code limit, long height) {}

  public Pulse {
    counts = List.copyOf(counts);
    keys = Map.copyOf(keys);
    limits = List.copyOf(limits);
  }
}
