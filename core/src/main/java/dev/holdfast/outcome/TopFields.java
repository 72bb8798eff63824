package dev.holdfast.outcome;

import dev.holdfast.reading.Usage;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few top-level fields of a JSON object as it passes, chunk by chunk and without keeping
 * it. What is not JSON has no fields. Not thread-safe.
 */
public final class TopFields {
  private static final String USAGE = "usage";

  private final Top top = new Top();
  private final JsonScanner scanner;

  /**
   * A reader at the start of a body.
   *
   * @param wanted names of the fields to keep; for {@link #usage} also those of {@link
   *     Usage#FIELDS}
   */
  public TopFields(JsonNames wanted) {
    this.scanner = new JsonScanner(wanted, top);
  }

  /** Reads the remaining bytes of a chunk. */
  public void feed(ByteBuffer chunk) {
    scanner.feed(chunk);
  }

  /** Whether what was read is one whole object, or list. */
  public boolean whole() {
    return scanner.whole();
  }

  /**
   * The text of a field's string, number or literal, its first 256 bytes; of a list or object only
   * its brackets, with {@code \u2026} between them if it is not empty. Null if it did not come.
   */
  public @Nullable String field(String field) {
    return top.found.get(field);
  }

  /** What the answer used; null if it did not tell. */
  public @Nullable Usage usage() {
    return top.usage;
  }

  private static final class Top implements JsonVisitor {
    private final Map<String, String> found = new HashMap<>();
    private int depth;
    private boolean empty;
    private boolean object;
    private @Nullable String name;
    private @Nullable String inner;
    private @Nullable Usage usage;

    @Override
    public void name(@Nullable String field) {
      empty = false;
      inner = field;
      if (depth == 1) {
        name = field;
      }
    }

    @Override
    public void begin(boolean isObject) {
      empty = depth == 1;
      object = depth == 1 ? isObject : object;
      if (empty && isObject && USAGE.equals(name)) {
        usage = Usage.NONE;
      }
      depth++;
    }

    @Override
    public void end() {
      depth--;
      if (depth == 1 && name != null) {
        String full = object ? "{\u2026}" : "[\u2026]";
        found.put(name, empty ? full.replace("\u2026", "") : full);
      }
    }

    @Override
    public void scalar(Scalar kind, JsonText text) {
      empty = false;
      if (depth == 1 && name != null) {
        found.put(name, text.toString());
      } else if (depth == 2 && kind == Scalar.NUMBER && usage != null && USAGE.equals(name)) {
        usage = usage.with(inner, tokens(text.toString()));
      }
    }

    private static long tokens(String number) {
      try {
        return Math.max(0, Long.parseLong(number));
      } catch (NumberFormatException noCount) {
        return 0;
      }
    }
  }
}
