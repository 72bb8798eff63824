package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/**
 * Keeps Logback from looking for files when it starts; {@link Logs} sets it up when a command wants
 * a log. Found by the service loader.
 */
public final class SilentStart extends ContextAwareBase implements Configurator {
  /** The loggers of this program; those of libraries tell warnings only. */
  static final List<String> OURS = List.of("dev.holdfast", "holdfast");

  /** For the service loader. */
  public SilentStart() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    OURS.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
