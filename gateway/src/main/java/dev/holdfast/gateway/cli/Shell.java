package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Terminal;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param terminal where it speaks
 * @param environment its variables
 * @param stop how it hears that it should end
 */
public record Shell(Terminal terminal, Map<String, String> environment, Stop stop) {
  /** The surroundings of this process. */
  public static Shell ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Shell(Terminal.ofProcess(environment), environment, new Stop());
  }
}
