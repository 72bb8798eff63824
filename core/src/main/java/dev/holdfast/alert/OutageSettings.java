package dev.holdfast.alert;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When failures of the upstream are an outage.
 *
 * @param threshold the share that makes half a minute bad; the run of them must span more than
 *     {@code lasting}, of which the last {@code window} is counted
 * @param certain how sure it must be: the Wilson 95 % lower bound of the share, or more
 * @param critical from this share of lost calls on it is critical; below, retries or a fallback
 *     carry it
 * @param carried whom it disturbs as long as they do
 * @param proof this clears it too: so many answers through an open breaker or to our own questions
 * @param overloadFor how long it must last if it is nearly all overload or unavailability; null for
 *     as long as anything else
 */
public record OutageSettings(
    Threshold threshold,
    double certain,
    double critical,
    AlertLevel carried,
    Proof proof,
    @Nullable Duration overloadFor) {

  /**
   * Good answers that prove an end.
   *
   * @param answers how many without a failure between them
   * @param over from the first to now, at least
   */
  public record Proof(int answers, Duration over) {
    public Proof {
      Bounds.atLeast("proof answers", 1, answers);
      Bounds.positive("proof time", over);
    }
  }

  private static final OutageSettings DEFAULTS =
      new OutageSettings(
          new Threshold(
              new Trip(0.10, 10, Duration.ofMinutes(30), Duration.ofMinutes(5)),
              new Clear(0.02, Duration.ofMinutes(5), 10)),
          0.05,
          0.01,
          AlertLevel.PAGE,
          new Proof(20, Duration.ofMinutes(2)),
          null);

  public OutageSettings {
    Bounds.share("certain", certain);
    Bounds.share("critical", critical);
    if (overloadFor != null) {
      Bounds.positive("overload-for", overloadFor);
    }
  }

  /** 10 % of 10 attempts or more, for more than 5 min. */
  public static OutageSettings defaults() {
    return DEFAULTS;
  }

  /** The same with another threshold. */
  public OutageSettings with(Threshold other) {
    return new OutageSettings(other, certain, critical, carried, proof, overloadFor);
  }

  /** The same that disturbs others as long as retries or a fallback carry it. */
  public OutageSettings carried(AlertLevel level) {
    return new OutageSettings(threshold, certain, critical, level, proof, overloadFor);
  }

  /** The same that lets overload last longer, because it mostly passes. */
  public OutageSettings overloadFor(Duration longer) {
    return new OutageSettings(threshold, certain, critical, carried, proof, longer);
  }
}
