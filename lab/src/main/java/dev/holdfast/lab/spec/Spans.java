package dev.holdfast.lab.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 300ms}, {@code 0.5s}, {@code 10m}, {@code 2h}. */
public final class Spans {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
  private static final Duration LONGEST = Duration.ofDays(30);

  private Spans() {}

  /** Reads a span; {@code what} names the thing in the complaint. */
  public static Duration parse(String what, String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new SpecException(
          "%s: '%s' is not a span of time; write it like 300ms, 1.5s, 2m or 1h"
              .formatted(what, text));
    }
    BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 1L));
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
    if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
      throw new SpecException("%s: '%s' is longer than 30 days".formatted(what, text));
    }
    return Duration.ofNanos(nanos.longValue());
  }
}
