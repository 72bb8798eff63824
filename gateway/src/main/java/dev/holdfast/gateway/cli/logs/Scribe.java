package dev.holdfast.gateway.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines on a thread of its own. It lets them gather for a moment and writes them in one go:
 * waking the thread and entering the kernel for every line would cost a busy gateway more than the
 * lines themselves. While it cannot keep up, lines are dropped, those about good news first.
 */
final class Scribe extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int QUEUE = 8192;

  /** Room that only warnings and errors may use. */
  private static final int RESERVE = QUEUE / 5;

  private static final long GATHER_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 1000;
  private static final ILoggingEvent END = new LoggingEvent();

  private final Encoder<ILoggingEvent> encoder;
  private final OutputStream out;
  private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Thread thread = new Thread(this::write, "holdfast-log");

  /** Writes to a stream that stays open when it ends. */
  Scribe(Encoder<ILoggingEvent> encoder, OutputStream out) {
    this.encoder = encoder;
    this.out = out;
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    super.start();
    thread.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    boolean urgent = event.getLevel().isGreaterOrEqual(Level.WARN);
    if (urgent || queue.remainingCapacity() > RESERVE) {
      event.prepareForDeferredProcessing();
      queue.offer(event);
    }
  }

  private void write() {
    List<ILoggingEvent> batch = new ArrayList<>();
    try {
      while (!batch.contains(END)) {
        batch.clear();
        batch.add(queue.take());
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        queue.drainTo(batch);
        write(batch);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but a JVM that ends anyway.
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<ILoggingEvent> batch) {
    lines.reset();
    for (ILoggingEvent event : batch) {
      if (event != END) {
        lines.writeBytes(encoder.encode(event));
      }
    }
    try {
      lines.writeTo(out);
      out.flush();
    } catch (IOException e) {
      addError("cannot write the log", e);
    }
  }

  /** Writes what is waiting, as far as that is possible in a moment. */
  @Override
  public void stop() {
    super.stop();
    try {
      if (queue.offer(END, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
