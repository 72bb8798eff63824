package dev.holdfast.outcome;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few names of JSON fields that a reader wants to hear of. All others pass without becoming
 * objects. Immutable; made once and shared.
 */
public final class JsonNames {
  private final @Nullable String[] names;
  private final byte[][] bytes;
  private final int mask;
  private int longest;

  private JsonNames(int slots) {
    this.names = new @Nullable String[slots];
    this.bytes = new byte[slots][];
    this.mask = slots - 1;
  }

  /** These names and no others. */
  public static JsonNames of(String... wanted) {
    return of(Arrays.asList(wanted));
  }

  /** These names and no others. */
  public static JsonNames of(Collection<String> wanted) {
    // A power of two, at most a quarter full: most lookups end at their first slot.
    JsonNames table = new JsonNames(Integer.highestOneBit(wanted.size() * 4 + 4) * 2);
    wanted.forEach(table::put);
    return table;
  }

  /** These and more. */
  public JsonNames and(Collection<String> more) {
    List<String> all = new ArrayList<>(more);
    for (String name : names) {
      if (name != null) {
        all.add(name);
      }
    }
    return of(all);
  }

  private void put(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int at = slot(text, 0, text.length);
    while (names[at] != null) {
      at = (at + 1) & mask;
    }
    names[at] = name;
    bytes[at] = text;
    longest = Math.max(longest, text.length);
  }

  private int slot(byte[] text, int from, int length) {
    int ends = length == 0 ? 0 : text[from] * 31 + text[from + length - 1];
    return (ends * 31 + length) & mask;
  }

  /** The name that these bytes spell; null if it is none of the wanted ones. */
  @Nullable String find(byte[] text, int from, int length) {
    if (length > longest) {
      return null;
    }
    for (int at = slot(text, from, length); names[at] != null; at = (at + 1) & mask) {
      if (Arrays.equals(bytes[at], 0, bytes[at].length, text, from, from + length)) {
        return names[at];
      }
    }
    return null;
  }
}
