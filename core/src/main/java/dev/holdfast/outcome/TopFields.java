package dev.holdfast.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few top-level fields of a JSON object as it passes, chunk by chunk and without keeping
 * it.
 *
 * <p>Not a JSON parser: it follows strings and nesting and nothing else, because a parser would
 * collect each string, and a request may hold one of 30 MB. What is not JSON has no fields. Not
 * thread-safe.
 */
public final class TopFields {
  /** Longest name or value that is kept; ids and flags are far shorter. */
  private static final int LONGEST = 256;

  private final Set<String> wanted;
  private final Map<String, String> found = new HashMap<>();
  private final byte[] text = new byte[LONGEST];
  private int length;
  private int depth;
  private boolean opened;
  private boolean inString;
  private boolean escaped;
  private boolean value;

  /** Whether the list or object that is the present value has nothing in it so far. */
  private boolean empty;

  private @Nullable String name;

  /**
   * A reader at the start of a body.
   *
   * @param wanted names of the fields to keep
   */
  public TopFields(Set<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  /** Reads the remaining bytes of a chunk. */
  public void feed(ByteBuffer chunk) {
    skip(chunk);
    while (chunk.hasRemaining()) {
      byte b = chunk.get();
      if (inString) {
        string(b);
      } else {
        between(b);
      }
      skip(chunk);
    }
  }

  /** Whether what was read is one whole object, or list. */
  public boolean whole() {
    return opened && depth == 0 && !inString;
  }

  /**
   * The raw text of a field's string, number or literal; of a list or object only its brackets,
   * with {@code …} between them if it is not empty. Null if it did not come.
   */
  public @Nullable String field(String field) {
    return found.get(field);
  }

  /** Passes over the text of strings below the top, which is nearly all that a body is. */
  private void skip(ByteBuffer chunk) {
    if (!inString || escaped || depth == 1) {
      return;
    }
    int at = chunk.position();
    int end = chunk.limit();
    while (at < end && chunk.get(at) != '"' && chunk.get(at) != '\\') {
      at++;
    }
    chunk.position(at);
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
      keep(b);
    } else if (b == '\\') {
      escaped = true;
      keep(b);
    } else if (b == '"') {
      inString = false;
      endOfString();
    } else {
      keep(b);
    }
  }

  private void keep(byte b) {
    if (depth == 1 && length < LONGEST) {
      text[length++] = b;
    }
  }

  private void between(byte b) {
    switch (b) {
      case '"' -> {
        inString = true;
        empty = false;
        length = 0;
      }
      case '{', '[' -> {
        opened = true;
        empty = depth == 1;
        depth++;
      }
      case '}', ']' -> close(b);
      case ',' -> endOfLiteral();
      case ':' -> startOfValue();
      case ' ', '\t', '\r', '\n' -> {}
      default -> {
        empty = false;
        keep(b);
      }
    }
  }

  private void close(byte b) {
    endOfLiteral();
    depth--;
    if (depth == 1 && value) {
      put(b == ']' ? (empty ? "[]" : "[\u2026]") : (empty ? "{}" : "{\u2026}"));
    }
  }

  private void startOfValue() {
    if (depth == 1) {
      value = true;
      length = 0;
    }
  }

  private void endOfString() {
    if (depth == 1 && !value) {
      name = taken();
    } else if (depth == 1) {
      put(taken());
    }
  }

  /** A number, true, false or null ends where the field ends. */
  private void endOfLiteral() {
    if (depth == 1 && value && length > 0) {
      put(taken());
    }
    if (depth == 1) {
      value = false;
      length = 0;
    }
  }

  private void put(String text) {
    String field = name;
    if (field != null && wanted.contains(field)) {
      found.put(field, text);
    }
    name = null;
    length = 0;
  }

  private String taken() {
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
