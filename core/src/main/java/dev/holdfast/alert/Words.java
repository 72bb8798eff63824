package dev.holdfast.alert;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
  private Words() {}

  /** {@code 2 m 41 s}. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? pair(seconds / 60, "m", seconds % 60, "s")
        : pair(seconds / 3600, "h", seconds % 3600 / 60, "m");
  }

  private static String pair(long more, String large, long less, String small) {
    return more + " " + large + (less == 0 ? "" : " " + less + " " + small);
  }

  /** {@code 38 %}, {@code 0.4 %}. */
  static String percent(double share) {
    double percent = share * 100;
    boolean round = percent >= 10 || percent == Math.rint(percent);
    return round ? Math.round(percent) + " %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** {@code 1 call}, {@code 2 calls}. */
  static String count(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
