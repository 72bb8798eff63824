package dev.holdfast.alert;

import java.time.Duration;

/**
 * From what share on a rule fires, and below what share it is over. The two are apart, so that an
 * alert does not come and go with noise.
 *
 * @param trip when it fires
 * @param clear when it is over
 */
public record Threshold(Trip trip, Clear clear) {
  /**
   * When a rule fires.
   *
   * @param ratio the share of attempts, or more
   * @param minimum this many of them, or more
   * @param window counted over this time
   * @param lasting for this long
   */
  public record Trip(double ratio, int minimum, Duration window, Duration lasting) {
    public Trip {
      Bounds.share("ratio", ratio);
      Bounds.atLeast("minimum", 1, minimum);
      Bounds.positive("window", window);
      Bounds.notNegative("for", lasting);
    }
  }

  /**
   * When it is over.
   *
   * @param ratio the share of attempts, or less
   * @param window counted over this time
   * @param minimum with this many good answers or attempts, or more
   */
  public record Clear(double ratio, Duration window, int minimum) {
    public Clear {
      Bounds.share("clear ratio", ratio);
      Bounds.positive("clear window", window);
      Bounds.atLeast("clear minimum", 1, minimum);
    }
  }

  /** A threshold with a gap in it. */
  public Threshold {
    if (clear.ratio() > trip.ratio() / 2) {
      throw new IllegalArgumentException(
          "the clear ratio must be at most half of the ratio %s, not %s"
              .formatted(trip.ratio(), clear.ratio()));
    }
  }

  /** The same that fires from another share on, and clears below the same part of it. */
  public Threshold ratio(double ratio) {
    double part = clear.ratio() / trip.ratio();
    return new Threshold(
        new Trip(ratio, trip.minimum(), trip.window(), trip.lasting()),
        new Clear(ratio * part, clear.window(), clear.minimum()));
  }

  /** The same that fires after another while. */
  public Threshold lasting(Duration lasting) {
    return new Threshold(new Trip(trip.ratio(), trip.minimum(), trip.window(), lasting), clear);
  }

  /** The same with another least number of samples to fire. */
  public Threshold minimum(int minimum) {
    return new Threshold(new Trip(trip.ratio(), minimum, trip.window(), trip.lasting()), clear);
  }
}
