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

  /** Whether the text may be shown as it is. A plain loop: it runs for every call. */
  static boolean fit(String text, int most) {
    if (text.isEmpty() || text.length() > most) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!plain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean plain(char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
