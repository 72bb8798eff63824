package dev.holdfast.lab.conformity;

import java.time.Duration;

/**
 * What came of one scenario with one client.
 *
 * @param sight what its caller saw
 * @param words the same in words: the exception, the part that came
 * @param attempts how many requests the upstream saw
 * @param took how long the caller waited
 */
public record Observation(
    Scenario scenario, Sight sight, String words, int attempts, Duration took) {

  /** Whether it is what the scenario asks for. */
  public boolean conforms() {
    return sight == scenario.sees() && attempts >= scenario.least() && attempts <= scenario.most();
  }
}
