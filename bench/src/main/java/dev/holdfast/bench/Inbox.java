package dev.holdfast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * What has come in on one connection, cut into HTTP/1.1 messages with a {@code content-length}. Not
 * an HTTP parser: both ends are ours, and what they do not send is not understood.
 */
final class Inbox {
  private static final int ROOM = 32 * 1024;
  private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
  private static final byte[] LENGTH = ascii("\ncontent-length:");

  private final byte[] bytes = new byte[ROOM];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads what there is; false when the peer has closed. */
  boolean read(SocketChannel from) throws IOException {
    return from.read(buffer) >= 0;
  }

  /** The length of the whole message in front; 0 when it is not whole yet. */
  int message() {
    int head = find(END_OF_HEAD, 0, buffer.position());
    if (head < 0) {
      return 0;
    }
    int whole = head + END_OF_HEAD.length + announced(head);
    if (whole > ROOM) {
      throw new IllegalStateException("a message of " + whole + " bytes");
    }
    return whole <= buffer.position() ? whole : 0;
  }

  private int announced(int head) {
    int at = find(LENGTH, 0, head);
    if (at < 0) {
      return 0;
    }
    int length = 0;
    for (int i = at + LENGTH.length; i < head && bytes[i] != '\r'; i++) {
      length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
    }
    return length;
  }

  /** Whether the message in front contains the text. */
  boolean contains(byte[] text, int message) {
    return find(text, 0, message) >= 0;
  }

  /** Whether the message in front begins with the text. */
  boolean startsWith(byte[] text) {
    return find(text, 0, Math.min(text.length, buffer.position())) == 0;
  }

  /** Done with the message in front. */
  void drop(int message) {
    buffer.flip().position(message);
    buffer.compact();
  }

  /** Where the text begins, letters compared without case; -1 if it is not there. */
  private int find(byte[] text, int from, int to) {
    for (int i = from; i <= to - text.length; i++) {
      int same = 0;
      while (same < text.length && lower(bytes[i + same]) == lower(text[same])) {
        same++;
      }
      if (same == text.length) {
        return i;
      }
    }
    return -1;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
