package dev.holdfast.lab.script;

import dev.holdfast.lab.fault.Fault;
import dev.holdfast.lab.fault.FaultSequence;
import java.time.Duration;
import java.util.List;

/**
 * Faults for requests that match, while the window is open.
 *
 * @param mix sequences of which a request meets one at random; usually just one
 * @param share of the matching requests that meet a fault, 0 to 1
 */
public record FaultRule(List<FaultSequence> mix, Match match, Window window, double share) {
  public FaultRule {
    mix = List.copyOf(mix);
    if (mix.isEmpty()) {
      throw new IllegalArgumentException("a rule needs at least one fault");
    }
  }

  /** A rule for all API requests from the start on. */
  public static FaultRule of(String faults) {
    return of(FaultSequence.parse(faults));
  }

  public static FaultRule of(FaultSequence sequence) {
    return new FaultRule(List.of(sequence), Match.API, Window.from(Duration.ZERO), 1);
  }

  public FaultRule withMatch(Match newMatch) {
    return new FaultRule(mix, newMatch, window, share);
  }

  public FaultRule withWindow(Window newWindow) {
    return new FaultRule(mix, match, newWindow, share);
  }

  public FaultRule withShare(double newShare) {
    return new FaultRule(mix, match, window, newShare);
  }

  /** Whether the rule acts on new connections rather than on requests. */
  boolean onAccept() {
    var first = mix.get(0).at(1);
    return first != null && first.fault() instanceof Fault.CloseOnAccept;
  }
}
