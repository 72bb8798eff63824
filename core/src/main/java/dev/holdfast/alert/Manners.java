package dev.holdfast.alert;

import java.time.Duration;

/**
 * How alerts are kept from being a nuisance, whatever their rule.
 *
 * @param flaps an alert that fires this often
 * @param within in this time, stays
 * @param factor until it was gone so many times as long as usual
 * @param repeat told again after this, if nobody has taken it on
 * @param held after this time without samples it is said that there are none
 */
public record Manners(int flaps, Duration within, int factor, Duration repeat, Duration held) {
  public Manners {
    Bounds.atLeast("flaps", 2, flaps);
    Bounds.positive("within", within);
    Bounds.atLeast("factor", 1, factor);
    Bounds.positive("repeat", repeat);
    Bounds.positive("held", held);
  }

  /** 3 times in an hour, then 4 times as long; again after 4 h; 30 min without samples. */
  public static Manners defaults() {
    return new Manners(3, Duration.ofHours(1), 4, Duration.ofHours(4), Duration.ofMinutes(30));
  }
}
