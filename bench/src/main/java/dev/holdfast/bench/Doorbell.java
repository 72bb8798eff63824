package dev.holdfast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Waits at a port until somebody is in. */
final class Doorbell {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  private Doorbell() {}

  /** A port that is free now; the next one to ask for it most likely gets it. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the process accepts connections on the port. */
  static void listening(Child child, int port) throws IOException {
    long start = System.nanoTime();
    while (!accepts(port)) {
      if (!child.alive() || System.nanoTime() - start > LONGEST) {
        throw new IOException("nobody listens on " + port + "; the log is in bench/target");
      }
      Thread.onSpinWait();
      pause();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
