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

  private enum Wants {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    COLON,
    COMMA_OR_END,
    NOTHING
  }

  private enum Inside {
    NAME,
    STRING,
    WORD,
    NEITHER
  }

  private final JsonNames names;
  private final JsonVisitor visitor;
  private final JsonText text = new JsonText();
  private Wants wants = Wants.VALUE;
  private Inside inside = Inside.NEITHER;
  private boolean keep;
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
    while (chunk.hasRemaining() && !broken) {
      switch (inside) {
        case NAME, STRING -> string(chunk);
        case WORD -> word(chunk);
        case NEITHER -> token(chunk.get());
      }
    }
    chunk.position(chunk.limit());
  }

  /** Whether what was read is one whole object or list, and nothing else. */
  public boolean whole() {
    return wants == Wants.NOTHING && inside == Inside.NEITHER && !broken;
  }

  /** Whether it turned out not to be JSON, or to be nested without measure. */
  public boolean broken() {
    return broken;
  }

  private void string(ByteBuffer chunk) {
    if (!text.string(chunk)) {
      return;
    }
    boolean name = inside == Inside.NAME;
    inside = Inside.NEITHER;
    if (name) {
      wants = Wants.COLON;
      keep = visitor.name(text.name(names));
    } else {
      afterValue();
      visitor.scalar(JsonVisitor.Scalar.TEXT, text);
    }
  }

  /** A number, true, false or null ends where something else begins. */
  private void word(ByteBuffer chunk) {
    while (chunk.hasRemaining()) {
      byte b = chunk.get();
      if (!ofWord(b)) {
        inside = Inside.NEITHER;
        afterValue();
        visitor.scalar(text.word(), text);
        token(b);
        return;
      }
      text.take(b);
    }
  }

  private static boolean ofWord(byte b) {
    return (b >= '0' && b <= '9')
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '-'
        || b == '+'
        || b == '.';
  }

  private void token(byte b) {
    switch (b) {
      case ' ', '\t', '\r', '\n' -> {}
      case '"' -> quote();
      case '{', '[' -> begin(b == '{');
      case '}', ']' -> end(b == '}');
      case ',' -> comma();
      case ':' -> {
        broken = wants != Wants.COLON;
        wants = Wants.VALUE;
      }
      default -> firstOfWord(b);
    }
  }

  private void quote() {
    boolean name = wants == Wants.NAME || wants == Wants.NAME_OR_END;
    broken = !name && !wantsValue();
    text.begin(name || keep);
    inside = name ? Inside.NAME : Inside.STRING;
  }

  private void firstOfWord(byte b) {
    broken = !wantsValue() || !ofWord(b);
    text.begin(true);
    text.take(b);
    inside = Inside.WORD;
  }

  private void begin(boolean object) {
    broken = !wantsValue() || depth == DEEPEST;
    if (broken) {
      return;
    }
    int word = depth / Long.SIZE;
    objects = word < objects.length ? objects : Arrays.copyOf(objects, 2 * word);
    long bit = 1L << depth;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    depth++;
    keep = false;
    wants = object ? Wants.NAME_OR_END : Wants.VALUE_OR_END;
    visitor.begin(object);
  }

  private void end(boolean object) {
    Wants empty = object ? Wants.NAME_OR_END : Wants.VALUE_OR_END;
    broken = depth == 0 || inObject() != object || (wants != Wants.COMMA_OR_END && wants != empty);
    if (!broken) {
      depth--;
      afterValue();
      visitor.end();
    }
  }

  private void comma() {
    broken = wants != Wants.COMMA_OR_END;
    wants = !broken && inObject() ? Wants.NAME : Wants.VALUE;
  }

  private void afterValue() {
    keep = false;
    wants = depth == 0 ? Wants.NOTHING : Wants.COMMA_OR_END;
  }

  private boolean wantsValue() {
    return wants == Wants.VALUE || wants == Wants.VALUE_OR_END;
  }

  private boolean inObject() {
    return (objects[(depth - 1) / Long.SIZE] & (1L << (depth - 1))) != 0;
  }
}
