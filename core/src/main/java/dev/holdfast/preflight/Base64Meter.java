package dev.holdfast.preflight;

import dev.holdfast.outcome.JsonText;

/**
 * Counts inline base64: the {@code data} of objects whose {@code type} is {@code base64}, wherever
 * they stand and whichever of the two comes first.
 */
final class Base64Meter {
  /** Images stand at a depth of about six; content nested in tool results at about nine. */
  private static final int DEEPEST = 16;

  /** An image costs up to about 1,600 tokens; a small one less. */
  private static final long MOST_TOKENS = 1_600;

  private final boolean[] marked = new boolean[DEEPEST];
  private final long[] data = new long[DEEPEST];
  private long bytes;
  private long tokens;

  void begin(int depth) {
    if (depth < DEEPEST) {
      marked[depth] = false;
      data[depth] = 0;
    }
  }

  void field(int depth, String name, JsonText value) {
    if (depth < DEEPEST && name.equals("data")) {
      data[depth] = value.length();
    } else if (depth < DEEPEST && name.equals("type")) {
      marked[depth] = value.is("base64");
    }
  }

  void end(int depth) {
    if (depth < DEEPEST && marked[depth]) {
      bytes += data[depth];
      tokens += Math.min(MOST_TOKENS, data[depth] / 100);
    }
  }

  long bytes() {
    return bytes;
  }

  /** An estimate of what a model takes them for. */
  long tokens() {
    return tokens;
  }
}
