package dev.holdfast.alert;

import java.util.List;
import java.util.Set;

/**
 * What rules know besides the gauges.
 *
 * @param open where the circuit breaker is open or half-open: there silence says nothing, and what
 *     other models get there by way of a fallback does not either
 * @param cause what is behind trouble with the upstream
 * @param canaries what questions of our own brought since the last evaluation
 * @param authTrouble whether the upstream has an incident of authentication
 * @param replaced aliases of keys that were replaced by hand
 */
public record Surroundings(
    Set<OpenBreaker> open,
    Explanation cause,
    List<Canary> canaries,
    boolean authTrouble,
    Set<String> replaced) {

  /** Nothing is known besides the gauges. */
  public static final Surroundings NONE =
      new Surroundings(Set.of(), Explanation.UNKNOWN, List.of(), false, Set.of());

  public Surroundings {
    open = Set.copyOf(open);
    canaries = List.copyOf(canaries);
    replaced = Set.copyOf(replaced);
  }

  /** The same with breakers open at some places. */
  public Surroundings open(Set<OpenBreaker> places) {
    return new Surroundings(places, cause, canaries, authTrouble, replaced);
  }

  /** The same with a cause. */
  public Surroundings because(Explanation other) {
    return new Surroundings(open, other, canaries, authTrouble, replaced);
  }
}
