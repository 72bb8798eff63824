package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** A log line for people: {@code 14:03:22 WARN connection lost call=hf_1 attempt=2}. */
final class HumanLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final boolean coloured;
  private final ThrowableProxyConverter throwable = new ThrowableProxyConverter();

  HumanLayout(boolean coloured) {
    this.coloured = coloured;
  }

  @Override
  public void start() {
    throwable.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(in("2", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))).append(' ');
    Level level = event.getLevel();
    if (level.isGreaterOrEqual(Level.WARN)) {
      line.append(in(level.equals(Level.WARN) ? "33" : "31", level.toString())).append(' ');
    }
    line.append(event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.append(' ').append(in("2", pair.key + "=")).append(pair.value));
    }
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(throwable.convert(event));
    }
    return line.toString();
  }

  private String in(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
