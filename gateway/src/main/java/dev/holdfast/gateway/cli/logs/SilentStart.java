package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Keeps Logback from looking for files when it starts; {@link Logs} sets it up when a command wants
 * a log. Found by the service loader.
 */
public final class SilentStart extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public SilentStart() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
