package dev.holdfast.alert;

import java.time.Duration;

/**
 * When failures that pass by themselves are told.
 *
 * @param minimum from this many on a burst leaves a line in the log
 * @param share from this share of one kind on it is a burst of that kind
 * @param many so many bursts are told to whoever looks
 * @param within in this time
 */
public record BurstSettings(int minimum, double share, int many, Duration within) {
  public BurstSettings {
    Bounds.atLeast("burst minimum", 1, minimum);
    Bounds.share("burst share", share);
    Bounds.atLeast("many bursts", 2, many);
    Bounds.positive("within", within);
  }

  /** 5 of which 80 % are alike; 3 in half an hour. */
  public static BurstSettings defaults() {
    return new BurstSettings(5, 0.80, 3, Duration.ofMinutes(30));
  }
}
