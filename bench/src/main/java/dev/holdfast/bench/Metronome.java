package dev.holdfast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * An open loop: calls begin at a steady rate, whether or not those before them are answered. A call
 * that finds no free connection waits for one, and the wait counts.
 */
final class Metronome {
  private static final int CONNECTIONS = 128;
  private static final long LONGEST_TAIL = TimeUnit.SECONDS.toNanos(10);

  private final ByteBuffer request = Messages.request(false);
  private final Histogram latencies = new Histogram(3);
  private final Deque<SelectionKey> free = new ArrayDeque<>();
  private int errors;

  private Metronome() {}

  /** A connection, and when its call was due. */
  private static final class Caller {
    private final Inbox inbox = new Inbox();
    private long due;
  }

  /** Makes so many calls a second for so many seconds. */
  static Sample run(int port, int perSecond, int seconds) throws IOException {
    Metronome metronome = new Metronome();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        SocketChannel channel = Crowd.open(port);
        metronome.free.add(channel.register(selector, SelectionKey.OP_READ, new Caller()));
      }
      long start = System.nanoTime();
      metronome.play(selector, perSecond, perSecond * seconds);
      long nanos = System.nanoTime() - start;
      selector.keys().forEach(Crowd::close);
      return Sample.of(metronome.latencies, metronome.errors, nanos);
    }
  }

  private void play(Selector selector, int perSecond, int calls) throws IOException {
    long start = System.nanoTime();
    long apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
    int started = 0;
    while (latencies.getTotalCount() + errors < calls) {
      long now = System.nanoTime();
      while (started < calls && start + started * apart <= now && !free.isEmpty()) {
        call(free.remove(), start + started * apart);
        started++;
      }
      if (now > start + calls * apart + LONGEST_TAIL) {
        throw new IOException("answers are missing: " + (calls - latencies.getTotalCount()));
      }
      selector.select(this::ready, 1);
    }
  }

  private void call(SelectionKey key, long due) throws IOException {
    ((Caller) key.attachment()).due = due;
    ((SocketChannel) key.channel()).write(request.duplicate());
  }

  private void ready(SelectionKey key) {
    Caller caller = (Caller) key.attachment();
    boolean open = false;
    try {
      open = caller.inbox.read((SocketChannel) key.channel());
    } catch (IOException e) {
      // As good as closed.
    }
    if (!open) {
      // A broken connection is not replaced: a run with one is no run to publish.
      errors++;
      Crowd.close(key);
      return;
    }
    int message = caller.inbox.message();
    if (message > 0) {
      latencies.recordValue(System.nanoTime() - caller.due);
      errors += caller.inbox.startsWith(Crowd.OK) ? 0 : 1;
      caller.inbox.drop(message);
      free.add(key);
    }
  }
}
