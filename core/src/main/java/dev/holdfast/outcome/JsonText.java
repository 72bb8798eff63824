package dev.holdfast.outcome;

import dev.holdfast.outcome.JsonVisitor.Scalar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A string, name or word that a {@link JsonScanner} comes by. Only its first 256 bytes can be read,
 * which is enough for ids, flags and names.
 *
 * <p>It is a view of the chunk that it lies in; only one that is cut in two is copied.
 */
public final class JsonText {
  private static final int LONGEST = 256;
  private static final JsonNames WORDS = JsonNames.of("true", "false", "null");

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private byte[] bytes = {};
  private int from;
  private int kept;
  private long length;
  private boolean own;
  private boolean escapes;
  private boolean escaped;

  JsonText() {}

  /** A text begins, in this chunk or the next. */
  void begin() {
    kept = 0;
    length = 0;
    escapes = false;
  }

  /**
   * Takes bytes of a string up to its end.
   *
   * @return where the closing quote is; {@code to} if it is not in here
   */
  int string(byte[] chunk, int at, int to) {
    int end = special(chunk, escaped ? at + 1 : at, to);
    escaped = false;
    while (end < to && chunk[end] == '\\') {
      escapes = true;
      escaped = end + 1 == to;
      end = escaped ? to : special(chunk, end + 2, to);
    }
    take(chunk, at, end);
    return end;
  }

  /** Where the next quote or backslash is; eight bytes at a time, for most of a body is text. */
  private static int special(byte[] chunk, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long found = specials((long) EIGHT.get(chunk, at));
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && chunk[at] != '"' && chunk[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Marks the first quote or backslash of eight bytes, lowest byte first, by its highest bit: a
   * byte that became zero borrows from it. Higher marks may be false.
   */
  private static long specials(long eight) {
    long quotes = eight ^ QUOTES;
    long backslashes = eight ^ BACKSLASHES;
    long zeros = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
    return zeros & HIGHS;
  }

  /** Takes the next bytes of the text. */
  void take(byte[] chunk, int at, int to) {
    int more = Math.min(to - at, LONGEST - kept);
    if (length == 0) {
      bytes = chunk;
      from = at;
      own = false;
    } else if (more > 0) {
      System.arraycopy(chunk, at, bytes, kept, more);
    }
    kept += more;
    length += to - at;
  }

  /** The chunk ends within the text: it goes on in the next one, and this one is gone then. */
  void cut() {
    if (!own) {
      bytes = Arrays.copyOfRange(bytes, from, from + LONGEST);
      from = 0;
      own = true;
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
    while (at < kept && bytes[from + at] == ascii.charAt(at)) {
      at++;
    }
    return at == length;
  }

  /** The beginning of it, with escapes resolved. */
  @Override
  public String toString() {
    String raw = new String(bytes, from, kept, StandardCharsets.UTF_8);
    return escapes ? resolved(raw) : raw;
  }

  /** Which of these names it is; null if it is none of them. */
  @Nullable String name(JsonNames names) {
    if (!escapes) {
      return whole() ? names.find(bytes, from, kept) : null;
    }
    byte[] plain = toString().getBytes(StandardCharsets.UTF_8);
    return names.find(plain, 0, plain.length);
  }

  /** What kind of word it is. */
  Scalar word() {
    byte first = bytes[from];
    if (first == '-' || (first >= '0' && first <= '9')) {
      return Scalar.NUMBER;
    }
    String word = name(WORDS);
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
