package dev.holdfast.gateway.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream whose every connection follows a script of its own; the last script repeats. */
final class HandMade implements AutoCloseable {
  private final ServerSocket server;
  private final List<Talk> talks;
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentLinkedQueue<Line> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What happens on one connection; it is closed afterwards. */
  interface Talk {
    void on(Line line) throws Exception;
  }

  private HandMade(List<Talk> talks) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.talks = talks;
  }

  static HandMade of(Talk... talks) throws IOException {
    HandMade made = new HandMade(List.of(talks));
    made.threads.execute(made::accept);
    return made;
  }

  /** Answers every request of every connection with the same text. */
  static HandMade always(String answer) throws IOException {
    return of(line -> {
      while (!line.message().start().isEmpty()) {
        line.send(answer);
      }
    });
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Talk talk = talks.get(Math.min(connections.getAndIncrement(), talks.size() - 1));
        threads.execute(() -> talk(socket, talk));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void talk(Socket socket, Talk talk) {
    try (Line line = new Line(socket)) {
      open.add(line);
      talk.on(line);
    } catch (Exception left) {
      // The gateway left, or the test is over; what matters is asserted at the other end.
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on nobody listens; connections that are open stay. */
  void refuse() throws IOException {
    server.close();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Line line : open) {
      line.close();
    }
    threads.shutdownNow();
  }
}
