package dev.holdfast.gateway.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Minutes in links: {@code 2026-11-23T14:06Z}. */
final class Minutes {
  static final String EXAMPLE = "2026-11-23T14:06Z";

  /** Nobody has a history from before it. */
  private static final Instant OLDEST = Instant.parse("2020-01-01T00:00:00Z");

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Minutes() {}

  /** The moment that a link means; null if it is none. */
  static @Nullable Instant of(String text) {
    try {
      // A plus sign arrives as a blank.
      Instant at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      return at.isBefore(OLDEST) || at.isAfter(Instant.parse("2200-01-01T00:00:00Z")) ? null : at;
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String text(Instant at) {
    return FORM.format(at);
  }
}
