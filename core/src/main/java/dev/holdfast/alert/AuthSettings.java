package dev.holdfast.alert;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;

/**
 * When a key that is refused wakes somebody.
 *
 * @param threshold the share of refused attempts of one key
 * @param known only keys that were accepted in this time; the others may be anybody's typing
 * @param together keys of several organizations that begin to be refused within this time point to
 *     the upstream
 */
public record AuthSettings(Threshold threshold, Duration known, Duration together) {
  public AuthSettings {
    Bounds.positive("known", known);
    Bounds.positive("together", together);
  }

  /** 20 % of 5 or more within 2 min, for 1 min. */
  public static AuthSettings defaults() {
    Duration window = Duration.ofMinutes(2);
    return new AuthSettings(
        new Threshold(new Trip(0.20, 5, window, Duration.ofMinutes(1)), new Clear(0.01, window, 5)),
        Duration.ofDays(7),
        window);
  }

  /** The same with another threshold. */
  public AuthSettings with(Threshold other) {
    return new AuthSettings(other, known, together);
  }
}
