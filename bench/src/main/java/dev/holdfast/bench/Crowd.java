package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;

/** A closed loop: so many connections, each with one call under way, until all calls are made. */
final class Crowd {
  static final byte[] OK = Inbox.ascii("HTTP/1.1 200 ");
  private static final long PATIENCE_MILLIS = 10_000;

  private final ByteBuffer request = Messages.request(false);
  private final Histogram latencies = new Histogram(3);
  private int toStart;
  private int toEnd;
  private int errors;

  /** A connection and its call. */
  private static final class Caller {
    private final Inbox inbox = new Inbox();
    private long sent;
  }

  private Crowd(int calls) {
    toStart = calls;
    toEnd = calls;
  }

  /** Makes the calls and says how it went. */
  static Sample run(int port, int connections, int calls) throws IOException {
    Crowd crowd = new Crowd(calls);
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector, port);
      }
      long start = System.nanoTime();
      selector.keys().forEach(crowd::call);
      while (crowd.toEnd > 0) {
        if (selector.select(crowd::ready, PATIENCE_MILLIS) == 0) {
          throw new IOException("no answer for " + PATIENCE_MILLIS + " ms");
        }
      }
      long nanos = System.nanoTime() - start;
      selector.keys().forEach(Crowd::close);
      return Sample.of(crowd.latencies, crowd.errors, nanos);
    }
  }

  /** Connects while blocking, so that what is measured begins with every connection there. */
  static SocketChannel open(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
    return channel;
  }

  private static void connect(Selector selector, int port) throws IOException {
    open(port).register(selector, SelectionKey.OP_READ, new Caller());
  }

  private void call(SelectionKey key) {
    if (toStart == 0) {
      return;
    }
    toStart--;
    Caller caller = (Caller) key.attachment();
    caller.sent = System.nanoTime();
    try {
      ((SocketChannel) key.channel()).write(request.duplicate());
    } catch (IOException e) {
      failed(key);
    }
  }

  private void ready(SelectionKey key) {
    Caller caller = (Caller) key.attachment();
    try {
      if (!caller.inbox.read((SocketChannel) key.channel())) {
        failed(key);
        return;
      }
    } catch (IOException e) {
      failed(key);
      return;
    }
    int message = caller.inbox.message();
    if (message > 0) {
      latencies.recordValue(System.nanoTime() - caller.sent);
      errors += caller.inbox.startsWith(OK) ? 0 : 1;
      caller.inbox.drop(message);
      toEnd--;
      call(key);
    }
  }

  /** A broken connection is not replaced: a run with one is no run to publish. */
  private void failed(SelectionKey key) {
    errors++;
    toEnd--;
    close(key);
  }

  static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
