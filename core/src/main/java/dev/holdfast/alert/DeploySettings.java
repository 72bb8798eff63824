package dev.holdfast.alert;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;

/**
 * When refused requests are the doing of a deploy.
 *
 * @param threshold the share of refused attempts of one version at one endpoint
 * @param attempts with fewer attempts, nine in ten must be refused
 * @param times at least so many times the share of the hour before the deploy
 * @param floor a share before it that was lower is read as this
 * @param within refusals must begin this soon after it
 */
public record DeploySettings(
    Threshold threshold, int attempts, double times, double floor, Duration within) {
  public DeploySettings {
    Bounds.atLeast("attempts", 1, attempts);
    Bounds.atLeast("times", 1, times);
    Bounds.share("floor", floor);
    Bounds.positive("within", within);
  }

  /** 2 % of 10 or more of 50 attempts within 5 min, for 5 min, beginning within the hour. */
  public static DeploySettings defaults() {
    return new DeploySettings(
        new Threshold(
            new Trip(0.02, 10, Duration.ofMinutes(5), Duration.ofMinutes(5)),
            new Clear(0.005, Duration.ofMinutes(10), 20)),
        50,
        5,
        0.001,
        Duration.ofHours(1));
  }

  /** The same with another threshold. */
  public DeploySettings with(Threshold other) {
    return new DeploySettings(other, attempts, times, floor, within);
  }
}
