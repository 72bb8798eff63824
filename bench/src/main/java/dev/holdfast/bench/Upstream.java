package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * The upstream of every run, a process of its own: one thread that answers a request with 1 KB of
 * JSON, or with a stream of events 20 ms apart, each of which says when it was sent.
 */
public final class Upstream {
  static final int EVENTS = 50;
  static final long APART = TimeUnit.MILLISECONDS.toNanos(20);

  private final Selector selector;
  private final ByteBuffer answer = Messages.answer();
  private final PriorityQueue<Stream> streams =
      new PriorityQueue<>(Comparator.comparingLong(stream -> stream.due));

  /** A stream under way. */
  private static final class Stream {
    private final SelectionKey key;
    private long due;
    private int left = EVENTS;

    Stream(SelectionKey key, long due) {
      this.key = key;
      this.due = due;
    }
  }

  private Upstream(Selector selector) {
    this.selector = selector;
  }

  /** Listens on any free port, prints it, and serves until it is killed. */
  public static void main(String[] args) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024)
        .configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
    new Upstream(selector).serve();
  }

  private void serve() throws IOException {
    while (true) {
      Stream next = streams.peek();
      if (next == null) {
        selector.select(this::ready);
      } else {
        long millis = TimeUnit.NANOSECONDS.toMillis(next.due - System.nanoTime()) + 1;
        selector.select(this::ready, Math.max(1, millis));
        sendDue();
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel server) {
        accept(server);
      } else {
        read(key);
      }
    } catch (IOException broken) {
      hangUp(key);
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    SocketChannel channel = server.accept();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Inbox());
  }

  private void read(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Inbox inbox = (Inbox) key.attachment();
    if (!inbox.read(channel)) {
      hangUp(key);
      return;
    }
    for (int message = inbox.message(); message > 0; message = inbox.message()) {
      if (inbox.contains(Messages.STREAM, message)) {
        long now = System.nanoTime();
        write(key, Messages.streamHead());
        write(key, Messages.start(System.nanoTime()));
        streams.add(new Stream(key, now + APART));
      } else {
        write(key, answer.duplicate());
      }
      inbox.drop(message);
    }
  }

  private void sendDue() {
    long now = System.nanoTime();
    for (Stream stream = streams.peek();
        stream != null && stream.due <= now;
        stream = streams.peek()) {
      streams.poll();
      try {
        send(stream);
      } catch (IOException broken) {
        hangUp(stream.key);
      }
    }
  }

  private void send(Stream stream) throws IOException {
    if (stream.left == 0) {
      write(stream.key, Messages.end());
      return;
    }
    write(stream.key, Messages.delta(System.nanoTime()));
    stream.left--;
    stream.due += APART;
    streams.add(stream);
  }

  private static void write(SelectionKey key, ByteBuffer bytes) throws IOException {
    ((SocketChannel) key.channel()).write(bytes);
    if (bytes.hasRemaining()) {
      // A kilobyte that does not fit the socket's buffer: the reader has stopped reading.
      throw new IOException("peer too slow");
    }
  }

  private static void hangUp(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
