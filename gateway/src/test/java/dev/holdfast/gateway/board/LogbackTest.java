package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log configuration that is shipped: an event loop must never wait for a log line. */
class LogbackTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogbackTest.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void nothingWritesOnTheCallersThread() {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(root.iteratorForAppenders()).toIterable().hasSize(1);
    AsyncAppender queue = (AsyncAppender) root.getAppender("queue");
    assertThat(queue.isNeverBlock()).isTrue();
    assertThat(queue.isStarted()).isTrue();
  }

  @Test
  void standardOutputBelongsToTheCommands() {
    AsyncAppender queue =
        (AsyncAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("queue");
    ConsoleAppender<?> console = (ConsoleAppender<?>) queue.getAppender("stderr");
    assertThat(console.getTarget()).isEqualTo("System.err");
  }

  @Test
  void ourOwnLinesAreOnAndLibrariesAreQuiet() {
    assertThat(context.getLogger("holdfast.call").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
  }
}
