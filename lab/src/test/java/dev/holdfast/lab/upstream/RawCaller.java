package dev.holdfast.lab.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A caller that sees every byte and how the connection ends. */
final class RawCaller implements AutoCloseable {
  private static final int SILENCE_MILLIS = 150;

  private final Socket socket;

  RawCaller(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends one message and reads until the connection ends or, after some bytes, falls silent. */
  static Seen ask(int port, String fault, String body) throws IOException {
    try (RawCaller caller = new RawCaller(port)) {
      caller.write(head(fault, body.length()) + body);
      return caller.read();
    }
  }

  static String head(String fault, int length) {
    return "POST /v1/messages HTTP/1.1\r\nhost: lab\r\nx-api-key: test\r\nx-lab-fault: "
        + fault
        + "\r\ncontent-length: "
        + length
        + "\r\n\r\n";
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits long for the first byte, then reads on until the end or a silence. */
  Seen read() throws IOException {
    return read(5_000);
  }

  /** Reads until the end or a silence; the first one may be so long. */
  Seen read(int firstMillis) throws IOException {
    socket.setSoTimeout(firstMillis);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int next;
      while ((next = socket.getInputStream().read()) >= 0) {
        bytes.write(next);
        socket.setSoTimeout(SILENCE_MILLIS);
      }
      return new Seen(bytes.toString(StandardCharsets.UTF_8), "fin");
    } catch (SocketTimeoutException e) {
      return new Seen(bytes.toString(StandardCharsets.UTF_8), "silence");
    } catch (SocketException e) {
      return new Seen(bytes.toString(StandardCharsets.UTF_8), "rst");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What came, and how it ended: {@code fin}, {@code rst} or {@code silence}. */
  record Seen(String text, String end) {
    int events() {
      return text.split("event: ", -1).length - 1;
    }
  }
}
