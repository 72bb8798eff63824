package dev.holdfast.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 15s}, {@code 2m}, {@code 1h}. */
public final class DurationText {
  static final String PATTERN = "(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h)";

  private static final Pattern FORM = Pattern.compile(PATTERN);
  private static final Pattern BARE = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ms", BigDecimal.valueOf(1_000_000L),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));

  private DurationText() {}

  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      BigDecimal unit = NANOS.getOrDefault(form.group(2), BigDecimal.ZERO);
      return Duration.ofNanos(new BigDecimal(form.group(1)).multiply(unit).longValue());
    }
    if (BARE.matcher(text).matches()) {
      throw new Unfit("lacks a unit: write ms, s, m or h behind the number, such as 15s");
    }
    throw new Unfit("is not a duration: write it like 250ms, 15s, 2m or 1h");
  }

  /**
   * Reads a duration that stands in no configuration.
   *
   * @throws IllegalArgumentException with the complaint, which goes on from the value
   */
  public static Duration read(String text) {
    try {
      return parse(text);
    } catch (Unfit e) {
      throw new IllegalArgumentException(e.rest(), e);
    }
  }

  /** The shortest exact text that reads back the same. */
  public static String of(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (String unit : new String[] {"h", "m"}) {
      long whole = NANOS.getOrDefault(unit, BigDecimal.ONE).longValue();
      if (nanos % whole == 0) {
        return nanos / whole + unit;
      }
    }
    boolean seconds = Math.abs(nanos) >= 1_000_000_000L;
    BigDecimal number = BigDecimal.valueOf(nanos, seconds ? 9 : 6).stripTrailingZeros();
    return number.toPlainString() + (seconds ? "s" : "ms");
  }
}
