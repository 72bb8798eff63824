package dev.holdfast.outcome;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server asked for: how long to wait, and whether to come back at all.
 *
 * @param delay the least time to wait, never negative; null if nothing usable was said
 * @param shouldRetry {@code x-should-retry}; null if absent
 */
public record RetryHint(@Nullable Duration delay, @Nullable Boolean shouldRetry) {

  /** The server asked for nothing. */
  public static final RetryHint NONE = new RetryHint(null, null);

  /** The longest wait that is taken at its word; anything above is read as this. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /**
   * Digits with a sign and a point: no exponents, which make tiny texts into huge numbers. A number
   * of many digits is a long wait, not garbage; the bound only keeps reading it cheap.
   */
  private static final Pattern PLAIN = Pattern.compile("\\s*[-+]?[0-9.]{1,400}\\s*");

  /**
   * Reads {@code retry-after-ms}, then {@code retry-after} (seconds, decimals or an HTTP date), and
   * {@code x-should-retry}. A date counts from the response's own {@code date}, so that clocks may
   * differ. The past is zero; what cannot be read is ignored.
   *
   * @param now used for a date when the response has no {@code date} of its own
   */
  public static RetryHint of(Headers headers, Instant now) {
    Duration delay = number(headers.first("retry-after-ms"), 6);
    String after = headers.first("retry-after");
    if (delay == null) {
      delay = number(after, 9);
    }
    if (delay == null && after != null) {
      delay = until(after, headers.first("date"), now);
    }
    Boolean should = flag(headers.first("x-should-retry"));
    return delay == null && should == null ? NONE : new RetryHint(delay, should);
  }

  /** A plain decimal number of 10^scale nanoseconds, read without float error; null if none. */
  private static @Nullable Duration number(@Nullable String text, int nanosScale) {
    if (text == null || !PLAIN.matcher(text).matches()) {
      return null;
    }
    try {
      BigDecimal nanos = new BigDecimal(text.strip()).scaleByPowerOfTen(nanosScale);
      BigDecimal most = BigDecimal.valueOf(LONGEST.toNanos());
      return Duration.ofNanos(nanos.max(BigDecimal.ZERO).min(most).longValue());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Duration until(String date, @Nullable String responseDate, Instant now) {
    Instant then = date(date);
    Instant from = responseDate == null ? null : date(responseDate);
    if (then == null) {
      return null;
    }
    Duration wait = Duration.between(from == null ? now : from, then);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static @Nullable Instant date(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static @Nullable Boolean flag(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }
}
