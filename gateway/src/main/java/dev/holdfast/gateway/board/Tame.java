package dev.holdfast.gateway.board;

/**
 * What callers send, made fit for labels and log lines: short, printable, no blanks and no quotes.
 * Anything else could forge a line or grow without end.
 */
final class Tame {
  /** Stands for whatever is not told. */
  static final String OTHER = "other";

  private Tame() {}

  /** The text itself if it is fit and no longer than {@code most}, otherwise {@link #OTHER}. */
  static String word(String text, int most) {
    return fit(text, most) ? text : OTHER;
  }

  /** Whether the text may be shown as it is. */
  static boolean fit(String text, int most) {
    return !text.isEmpty() && text.length() <= most && text.chars().allMatch(Tame::plain);
  }

  private static boolean plain(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
