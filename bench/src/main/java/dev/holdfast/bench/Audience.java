package dev.holdfast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Streams read side by side: how long after it was sent each event arrives. Their starts are spread
 * over one interval, so that events come one by one and not in volleys.
 */
final class Audience {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

  private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
  private final Histogram first = new Histogram(3);
  private final Histogram later = new Histogram(3);
  private int open;
  private int errors;

  private Audience(int streams) {
    open = streams;
  }

  /** What an audience heard. */
  record Heard(Sample first, Sample later) {}

  /** Reads so many streams to their ends. */
  static Heard run(int port, int streams) throws IOException {
    Audience audience = new Audience(streams);
    try (Selector selector = Selector.open()) {
      long start = System.nanoTime();
      int started = 0;
      while (audience.open > 0 && System.nanoTime() - start < LONGEST) {
        long due = start + Upstream.APART * started / streams;
        if (started < streams && System.nanoTime() >= due) {
          ask(selector, port);
          started++;
        }
        if (started < streams) {
          selector.selectNow(audience::ready);
        } else {
          selector.select(audience::ready, TimeUnit.NANOSECONDS.toMillis(LONGEST));
        }
      }
      selector.keys().forEach(Crowd::close);
      long nanos = System.nanoTime() - start;
      int missing = audience.errors + audience.open;
      return new Heard(
          Sample.of(audience.first, missing, nanos), Sample.of(audience.later, missing, nanos));
    }
  }

  private static void ask(Selector selector, int port) throws IOException {
    SocketChannel channel = Crowd.open(port);
    channel.register(selector, SelectionKey.OP_READ, new Stamps());
    channel.write(Messages.request(true));
  }

  private void ready(SelectionKey key) {
    buffer.clear();
    int read = -1;
    try {
      read = ((SocketChannel) key.channel()).read(buffer);
    } catch (IOException e) {
      // As good as closed.
    }
    long now = System.nanoTime();
    Stamps stamps = (Stamps) key.attachment();
    if (read < 0) {
      over(key, false);
      return;
    }
    buffer.flip();
    while (stamps.next(buffer)) {
      Histogram into = stamps.count() == 1 ? first : later;
      into.recordValue(Math.max(0, now - stamps.last()));
    }
    if (stamps.ended()) {
      over(key, stamps.count() == Upstream.EVENTS + 1);
    }
  }

  private void over(SelectionKey key, boolean well) {
    errors += well ? 0 : 1;
    open--;
    Crowd.close(key);
  }
}
