package dev.holdfast.tale;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations as people say them: exact while that matters, and no longer. */
public final class Spoken {
  private Spoken() {}

  /** {@code 40 ms}, {@code 1.4 s}, {@code 2 min 5 s}, {@code 3 h 10 min}, {@code 4 days}. */
  public static String of(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 100) {
      return millis + " ms";
    }
    // Rounded before it is sorted: 59.96 s are a minute.
    long tenths = (millis + 50) / 100;
    if (tenths < 600) {
      return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    long minutes = seconds / 60;
    return minutes < 48 * 60
        ? two(minutes / 60, "h", minutes % 60, "min")
        : minutes / (24 * 60) + " days";
  }

  private static String two(long most, String unit, long rest, String smaller) {
    return most + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }

  /** {@code +0.1 s}: one decimal always, so that the column can be read down. */
  public static String since(Instant first, Instant at) {
    double seconds = Duration.between(first, at).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%+.1f s", seconds);
  }
}
