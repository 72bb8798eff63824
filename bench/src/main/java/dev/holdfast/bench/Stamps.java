package dev.holdfast.bench;

import java.nio.ByteBuffer;

/** Finds the times of sending in a stream's bytes, and its end, wherever the bytes are cut. */
final class Stamps {
  private static final byte[] MARK = Inbox.ascii("\"sent\":");
  private static final byte[] LAST_CHUNK = Inbox.ascii("\r\n0\r\n\r\n");

  private int marked;
  private int ending;
  private long value;
  private long last;
  private int count;

  /** Reads on; true when a time was found, which may not be the last one in the bytes. */
  boolean next(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      ending = follow(LAST_CHUNK, ending, b);
      if (marked < MARK.length) {
        marked = follow(MARK, marked, b);
      } else if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
      } else {
        last = value;
        value = 0;
        marked = 0;
        count++;
        return true;
      }
    }
    return false;
  }

  /** How much of the text has been seen, after one more byte. */
  private static int follow(byte[] text, int seen, byte b) {
    if (seen < text.length && text[seen] == b) {
      return seen + 1;
    }
    if (seen == text.length) {
      return seen;
    }
    // After a line's end that led nowhere, the next one may follow at once.
    return text[0] == b ? 1 : 0;
  }

  long last() {
    return last;
  }

  int count() {
    return count;
  }

  boolean ended() {
    return ending == LAST_CHUNK.length;
  }
}
