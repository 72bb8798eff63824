package dev.holdfast.outcome;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads JSON as it passes, cut anywhere into chunks, and keeps next to nothing of it.
 *
 * <p>It follows the structure as a parser would and is broken by what a parser would not take, but
 * leaves the text of strings alone. A parser would collect each string before it tells of it, and a
 * request may hold one of 30 MB. Once broken it tells nothing more. Not thread-safe.
 */
public final class JsonScanner {
  /** Deeper is no request, and no parser takes it. */
  private static final int DEEPEST = 4096;

  /** So much of a buffer without an array is copied at a time. */
  private static final int PIECE = 8192;

  // What may come next, one bit each.
  private static final int VALUE = 1;
  private static final int NAME = 2;
  private static final int END = 4;
  private static final int COMMA = 8;
  private static final int COLON = 16;

  // What the last byte was in.
  private static final int NEITHER = 0;
  private static final int WORD = 1;
  private static final int TEXT = 2;

  private final JsonNames names;
  private final JsonVisitor visitor;
  private final JsonText text = new JsonText();
  private int wants = VALUE;
  private int inside = NEITHER;
  private boolean broken;
  private int depth;

  /** One bit for each level: whether it is an object. */
  private long[] objects = new long[1];

  /** A scanner at the start of a text. */
  public JsonScanner(JsonNames names, JsonVisitor visitor) {
    this.names = names;
    this.visitor = visitor;
  }

  /** Reads the remaining bytes of a chunk; its position is left at its limit. */
  public void feed(ByteBuffer chunk) {
    if (chunk.hasArray()) {
      int start = chunk.arrayOffset() + chunk.position();
      read(chunk.array(), start, start + chunk.remaining());
    } else if (!broken && chunk.hasRemaining()) {
      byte[] piece = new byte[Math.min(PIECE, chunk.remaining())];
      while (chunk.hasRemaining() && !broken) {
        int length = Math.min(piece.length, chunk.remaining());
        chunk.get(piece, 0, length);
        read(piece, 0, length);
      }
    }
    chunk.position(chunk.limit());
  }

  /** Whether what was read is one whole object or list, and nothing else. */
  public boolean whole() {
    return wants == 0 && inside == NEITHER && !broken;
  }

  /** Whether it turned out not to be JSON, or to be nested without measure. */
  public boolean broken() {
    return broken;
  }

  private void read(byte[] chunk, int from, int to) {
    int at = from;
    while (at < to && !broken) {
      if (inside == NEITHER) {
        at = between(chunk, at, to);
      } else {
        at = inside == TEXT ? string(chunk, at, to) : word(chunk, at, to);
      }
    }
    if (inside != NEITHER && !broken) {
      text.cut();
    }
  }

  private int string(byte[] chunk, int at, int to) {
    int end = text.string(chunk, at, to);
    if (end == to) {
      return to;
    }
    inside = NEITHER;
    if ((wants & NAME) != 0) {
      wants = COLON;
      visitor.name(text.name(names));
    } else {
      afterValue();
      visitor.scalar(JsonVisitor.Scalar.TEXT, text);
    }
    return end + 1;
  }

  /** A number, true, false or null ends where something else begins. */
  private int word(byte[] chunk, int at, int to) {
    int end = at;
    while (end < to && ofWord(chunk[end])) {
      end++;
    }
    text.take(chunk, at, end);
    if (end < to) {
      inside = NEITHER;
      afterValue();
      visitor.scalar(text.word(), text);
    }
    return end;
  }

  private static boolean ofWord(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '-'
        || b == '+'
        || b == '.';
  }

  /** Reads what stands between texts, up to the first byte of the next. */
  private int between(byte[] chunk, int from, int to) {
    int at = from;
    while (at < to && inside == NEITHER && !broken) {
      byte b = chunk[at];
      if (b != ' ' && !token(b)) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Takes one byte; false if it is the first of a word, which is yet to be read. */
  private boolean token(byte b) {
    switch (b) {
      case '"' -> quote();
      case '{', '[' -> begin(b == '{');
      case '}', ']' -> end(b == '}');
      case ',' -> comma();
      case ':' -> {
        broken = wants != COLON;
        wants = VALUE;
      }
      case ' ', '\t', '\r', '\n' -> {}
      default -> {
        broken = (wants & VALUE) == 0 || !ofWord(b);
        begin(WORD);
        return false;
      }
    }
    return true;
  }

  private void quote() {
    broken = (wants & (VALUE | NAME)) == 0;
    begin(TEXT);
  }

  private void begin(int what) {
    text.begin();
    inside = what;
  }

  private void begin(boolean object) {
    broken = (wants & VALUE) == 0 || depth == DEEPEST;
    if (broken) {
      return;
    }
    int word = depth / Long.SIZE;
    objects = word < objects.length ? objects : Arrays.copyOf(objects, 2 * word);
    long bit = 1L << depth;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    depth++;
    wants = (object ? NAME : VALUE) | END;
    visitor.begin(object);
  }

  private void end(boolean object) {
    broken = (wants & END) == 0 || inObject() != object;
    if (!broken) {
      depth--;
      afterValue();
      visitor.end();
    }
  }

  private void comma() {
    broken = (wants & COMMA) == 0;
    wants = !broken && inObject() ? NAME : VALUE;
  }

  private void afterValue() {
    wants = depth == 0 ? 0 : COMMA | END;
  }

  /** Whether the innermost level is an object; asked only where there is one. */
  private boolean inObject() {
    return (objects[(depth - 1) / Long.SIZE] & (1L << (depth - 1))) != 0;
  }
}
