package dev.holdfast.gateway.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One end of a TCP connection, spoken by hand: what no HTTP client or server would do. */
public final class Line implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 8_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Line(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static Line to(int port) throws IOException {
    return new Line(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** One piece of a chunked body. */
  void chunk(String text) throws IOException {
    send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  /** Start line and headers, with the empty line; empty if the other end closed instead. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0 && head.length() == 0) {
        return "";
      }
      head.append((char) byteOrEnd(b));
    }
    return head.toString();
  }

  private static int byteOrEnd(int b) throws EOFException {
    if (b < 0) {
      throw new EOFException("cut off");
    }
    return b;
  }

  /** A whole message; throws {@link EOFException} if it is cut off. */
  public Message message() throws IOException {
    String head = head();
    Message bare = Message.of(head, new byte[0]);
    if ("chunked".equals(bare.header("transfer-encoding"))) {
      return Message.of(head, chunked());
    }
    String length = bare.header("content-length");
    return length == null ? bare : Message.of(head, exactly(Integer.parseInt(length)));
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(text(), 16);
      body.write(exactly(size));
      text();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  /** A line of text without its end. */
  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      int b = byteOrEnd(in.read());
      if (b == '\n') {
        return text.toString().strip();
      }
      text.append((char) b);
    }
  }

  /** Reads lines until one contains a text. */
  void until(String text) throws IOException {
    while (!text().contains(text)) {}
  }

  byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("cut off after " + bytes.length + " of " + count);
    }
    return bytes;
  }

  /** Whether the other end closes the connection, be it with a reset; reads what still comes. */
  public boolean closes() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Everything until the other end closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Closes with a reset instead of a goodbye. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
