package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what somebody should perhaps look at. */
final class Warnings extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final AtomicLong count = new AtomicLong();

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      count.incrementAndGet();
    }
  }

  long count() {
    return count.get();
  }
}
