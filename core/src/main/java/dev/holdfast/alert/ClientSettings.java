package dev.holdfast.alert;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;

/**
 * When refused requests are more than usual.
 *
 * @param threshold the share of one code at one endpoint
 * @param times at least so many times that hour's share in the last week
 */
public record ClientSettings(Threshold threshold, double times) {
  public ClientSettings {
    Bounds.atLeast("times", 1, times);
  }

  /** 5 % of 10 or more within 5 min, for 5 min, and five times the usual. */
  public static ClientSettings defaults() {
    Duration window = Duration.ofMinutes(5);
    return new ClientSettings(
        new Threshold(new Trip(0.05, 10, window, window), new Clear(0.025, window, 10)), 5);
  }

  /** The same with another threshold. */
  public ClientSettings with(Threshold other) {
    return new ClientSettings(other, times);
  }
}
