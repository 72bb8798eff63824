package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The log of a running command. Lines are written by a thread of their own, and dropped rather than
 * waited for: an event loop never blocks on a terminal that was paused with Ctrl-S.
 */
public final class Logs implements AutoCloseable {
  private final Scribe scribe;
  private final Warnings warnings;

  private Logs(Scribe scribe, Warnings warnings) {
    this.scribe = scribe;
    this.warnings = warnings;
  }

  /** Short lines for people. */
  public static Logs forPeople(
      OutputStream out, boolean coloured, Map<String, String> environment) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    HumanLayout layout = new HumanLayout(coloured);
    layout.start();
    encoder.setLayout(layout);
    return start(out, encoder, environment);
  }

  /** One JSON object a line, for collectors. */
  public static Logs forPrograms(OutputStream out, Map<String, String> environment) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return start(out, encoder, environment);
  }

  /** As for people, into a file. */
  public static Logs forFile(Path file, Map<String, String> environment) throws IOException {
    return forPeople(Files.newOutputStream(file), false, environment);
  }

  private static Logs start(
      OutputStream out, Encoder<ILoggingEvent> encoder, Map<String, String> environment) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    encoder.setContext(context);
    encoder.start();
    Scribe scribe = new Scribe(encoder, out);
    scribe.setContext(context);
    scribe.start();
    Warnings warnings = new Warnings();
    warnings.setContext(context);
    warnings.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(scribe);
    root.addAppender(warnings);
    Level level = level(environment);
    SilentStart.OURS.forEach(name -> context.getLogger(name).setLevel(level));
    return new Logs(scribe, warnings);
  }

  /** What {@code HOLDFAST_LOG} asks for; the libraries below stay at warnings. */
  static Level level(Map<String, String> environment) {
    String word = environment.getOrDefault("HOLDFAST_LOG", "").toUpperCase(Locale.ROOT);
    return Level.toLevel(word, Level.INFO);
  }

  /** How many warnings and errors there have been. */
  public long warnings() {
    return warnings.count();
  }

  /** Writes what is waiting and ends. */
  @Override
  public void close() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(scribe);
    root.detachAppender(warnings);
    scribe.stop();
  }
}
