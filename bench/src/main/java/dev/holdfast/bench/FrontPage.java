package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long a person waits for the first byte of the dashboard, connecting included. */
final class FrontPage {
  private static final long APART = 25;
  private static final byte[] GET =
      Inbox.ascii("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

  private FrontPage() {}

  /** Looks at the page forty times a second, for so many seconds. */
  static Sample look(int adminPort, int seconds) throws IOException, InterruptedException {
    Histogram waits = new Histogram(3);
    int errors = 0;
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      long asked = System.nanoTime();
      errors += first(adminPort) ? 0 : 1;
      waits.recordValue(System.nanoTime() - asked);
      Thread.sleep(APART);
    }
    return Sample.of(waits, errors, System.nanoTime() - start);
  }

  /** Waits for the first bytes; whether they begin a page. */
  private static boolean first(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(GET);
      byte[] head = socket.getInputStream().readNBytes(Crowd.OK.length);
      return Arrays.equals(head, Crowd.OK);
    }
  }
}
