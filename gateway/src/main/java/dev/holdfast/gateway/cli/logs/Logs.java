package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
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
  private static final int QUEUE = 8192;

  private final AsyncAppender queue;
  private final Warnings warnings;

  private Logs(AsyncAppender queue, Warnings warnings) {
    this.queue = queue;
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
    AsyncAppender queue = queue(context, writer(context, out, encoder));
    Warnings warnings = new Warnings();
    warnings.setContext(context);
    warnings.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(queue);
    root.addAppender(warnings);
    Level level = level(environment);
    SilentStart.OURS.forEach(name -> context.getLogger(name).setLevel(level));
    return new Logs(queue, warnings);
  }

  private static OutputStreamAppender<ILoggingEvent> writer(
      LoggerContext context, OutputStream out, Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> writer = new OutputStreamAppender<>();
    writer.setContext(context);
    writer.setEncoder(encoder);
    writer.setOutputStream(new Borrowed(out));
    writer.start();
    return writer;
  }

  private static AsyncAppender queue(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> writer) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE);
    queue.setNeverBlock(true);
    queue.addAppender(writer);
    queue.start();
    return queue;
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
    root.detachAppender(queue);
    root.detachAppender(warnings);
    queue.stop();
  }
}
