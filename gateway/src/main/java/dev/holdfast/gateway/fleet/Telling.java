package dev.holdfast.gateway.fleet;

import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.gauge.Pulse;
import java.util.Set;

/**
 * What one gateway tells the others.
 *
 * @param name of the gateway
 * @param life which life of it; nobody else has the same
 * @param pulse what it counted since it told last
 * @param open where its circuit breakers are open
 * @param replaced aliases of its keys that were replaced by hand
 */
public record Telling(
    String name, String life, Pulse pulse, Set<OpenBreaker> open, Set<String> replaced) {
  public Telling {
    open = Set.copyOf(open);
    replaced = Set.copyOf(replaced);
  }
}
