package dev.holdfast.alert;

import dev.holdfast.gauge.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What alerts must know after a restart: what was told and is not over, what is pending, and what
 * else was said. A value; {@link #json} is one form to keep it in.
 *
 * @param at when the rules looked last; null if they never did
 * @param alerts what is pending or open
 * @param past what the rules remember of the last while
 * @param silences what is held back
 */
public record AlertMemory(
    @Nullable Instant at, List<Kept> alerts, Past past, List<Silence> silences) {

  /** Nothing to remember. */
  public static final AlertMemory EMPTY =
      new AlertMemory(
          null, List.of(), new Past(Map.of(), Map.of(), List.of(), Map.of()), List.of());

  public AlertMemory {
    alerts = List.copyOf(alerts);
    silences = List.copyOf(silences);
  }

  /**
   * One alert.
   *
   * @param fires when it fired lately
   * @param told what was told of it; null if nothing
   */
  public record Kept(Alert alert, List<Instant> fires, @Nullable Told told) {
    public Kept {
      fires = List.copyOf(fires);
    }

    Lifecycle.Past past() {
      return new Lifecycle.Past(alert.status().since(), alert.status().fired(), fires);
    }

    Finding finding() {
      Finding.Subject subject = new Finding.Subject(alert.rule(), alert.name().scope());
      Alert.Status status = alert.status();
      return new Finding(subject, Sight.NOTHING, status.severity(), status.level(), alert.story());
    }
  }

  /**
   * What was told of an alert.
   *
   * @param at when last
   */
  public record Told(Instant at, Severity severity, AlertLevel level) {}

  /**
   * What the rules remember.
   *
   * @param runs the last run of failures of each scope
   * @param bursts when bursts began, by scope
   * @param deploys the deploys of the last day
   * @param versions the versions seen, by key
   */
  public record Past(
      Map<String, Run> runs,
      Map<String, List<Instant>> bursts,
      List<Deploy> deploys,
      Map<String, List<String>> versions) {
    public Past {
      runs = Map.copyOf(runs);
      bursts = Map.copyOf(bursts);
      deploys = List.copyOf(deploys);
      versions = Map.copyOf(versions);
    }
  }

  /** As JSON. */
  public String json() {
    return MemoryJson.write(this);
  }

  /**
   * From JSON.
   *
   * @throws IllegalArgumentException if it cannot be read, with the reason
   */
  public static AlertMemory of(String json) {
    return MemoryJson.read(json);
  }
}
