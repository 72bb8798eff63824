package dev.holdfast.outcome;

import dev.holdfast.outcome.JsonVisitor.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A string, name or word that a {@link JsonScanner} comes by. Of a wanted one the first 256 bytes
 * are kept, of any other only the length.
 */
public final class JsonText {
  /** Ids, flags and names are far shorter. */
  private static final int LONGEST = 256;

  private static final JsonNames WORDS = JsonNames.of("true", "false", "null");

  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final byte[] bytes = new byte[LONGEST];
  private int kept;
  private long length;
  private boolean wanted;
  private boolean escapes;
  private boolean escaped;

  JsonText() {}

  void begin(boolean keep) {
    wanted = keep;
    kept = 0;
    length = 0;
    escapes = false;
  }

  /** Takes one byte of a word. */
  void take(byte b) {
    length++;
    if (kept < LONGEST) {
      bytes[kept++] = b;
    }
  }

  /** Takes bytes of a string up to its end, which is passed; false if the end is not in here. */
  boolean string(ByteBuffer chunk) {
    int from = chunk.position();
    int end = chunk.limit();
    int at = special(chunk, escaped ? from + 1 : from, end);
    escaped = false;
    while (at < end && chunk.get(at) == '\\') {
      escapes = true;
      escaped = at + 1 == end;
      at = escaped ? end : special(chunk, at + 2, end);
    }
    keep(chunk, from, at);
    chunk.position(at < end ? at + 1 : end);
    return at < end;
  }

  /** Where the next quote or backslash is; eight bytes at a time, for most of a body is text. */
  private static int special(ByteBuffer chunk, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end && !hasSpecial(chunk.getLong(at))) {
      at += Long.BYTES;
    }
    while (at < end && chunk.get(at) != '"' && chunk.get(at) != '\\') {
      at++;
    }
    return at;
  }

  /** Whether one of eight bytes is a quote or a backslash: a byte that became zero borrows. */
  private static boolean hasSpecial(long eight) {
    long quotes = eight ^ QUOTES;
    long backslashes = eight ^ BACKSLASHES;
    long zeros = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
    return (zeros & HIGHS) != 0;
  }

  private void keep(ByteBuffer chunk, int from, int to) {
    length += to - from;
    int more = Math.min(to - from, LONGEST - kept);
    if (wanted && more > 0) {
      chunk.get(from, bytes, kept, more);
      kept += more;
    }
  }

  /** How many bytes it has as written; for a string without its quotes. */
  public long length() {
    return length;
  }

  /** Whether {@link #toString} tells all of it. */
  public boolean whole() {
    return kept == length;
  }

  /** Whether it is written without escapes, and so is no shorter than its bytes. */
  public boolean plain() {
    return !escapes;
  }

  /** Whether it is this text of ASCII. */
  public boolean is(String ascii) {
    if (escapes) {
      return whole() && toString().equals(ascii);
    }
    if (length != ascii.length()) {
      return false;
    }
    int at = 0;
    while (at < kept && bytes[at] == ascii.charAt(at)) {
      at++;
    }
    return at == length;
  }

  /** The beginning of it with escapes resolved; empty if it was not wanted. */
  @Override
  public String toString() {
    String raw = new String(bytes, 0, kept, StandardCharsets.UTF_8);
    return escapes ? resolved(raw) : raw;
  }

  /** Which of the wanted names it is. */
  @Nullable String name(JsonNames names) {
    if (escapes) {
      byte[] plain = toString().getBytes(StandardCharsets.UTF_8);
      return names.find(plain, plain.length);
    }
    return names.find(bytes, kept);
  }

  /** What kind of word it is. */
  Scalar word() {
    if (bytes[0] == '-' || (bytes[0] >= '0' && bytes[0] <= '9')) {
      return Scalar.NUMBER;
    }
    String word = WORDS.find(bytes, kept);
    return switch (word == null ? "" : word) {
      case "true" -> Scalar.TRUE;
      case "false" -> Scalar.FALSE;
      case "null" -> Scalar.NULL;
      default -> Scalar.OTHER;
    };
  }

  /** An escape that is none stays as it is. */
  private static String resolved(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    for (int at = 0; at < raw.length(); at++) {
      char c = raw.charAt(at);
      if (c == '\\' && at + 1 < raw.length()) {
        at++;
        at += escape(raw, at, plain);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Resolves one escape; tells how many more characters it took. */
  private static int escape(String raw, int at, StringBuilder plain) {
    char c = raw.charAt(at);
    int simple = "bfnrt".indexOf(c);
    if (simple >= 0) {
      plain.append("\b\f\n\r\t".charAt(simple));
    } else if (c == 'u' && hex(raw, at + 1)) {
      plain.append((char) HexFormat.fromHexDigits(raw, at + 1, at + 5));
      return 4;
    } else {
      plain.append(c);
    }
    return 0;
  }

  private static boolean hex(String raw, int from) {
    int at = from;
    while (at < raw.length() && at < from + 4 && HexFormat.isHexDigit(raw.charAt(at))) {
      at++;
    }
    return at == from + 4;
  }
}
