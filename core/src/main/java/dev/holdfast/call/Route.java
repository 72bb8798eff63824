package dev.holdfast.call;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a call may go: its own place, then those it may go on to, in order. Nothing is rerouted
 * that was not configured: without fallbacks a route is one place.
 *
 * @param targets at least one
 */
public record Route(List<Target> targets) {
  public Route {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a route needs at least one place");
    }
  }

  /** One place and nothing else. */
  public static Route to(Endpoint endpoint) {
    return new Route(List.of(Target.primary(endpoint)));
  }

  /** One place, and others to go on to. */
  public static Route of(Endpoint endpoint, List<Target> fallbacks) {
    return new Route(
        Stream.concat(Stream.of(Target.primary(endpoint)), fallbacks.stream()).toList());
  }

  Target first() {
    return targets.get(0);
  }
}
