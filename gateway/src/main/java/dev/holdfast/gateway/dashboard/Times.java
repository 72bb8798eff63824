package dev.holdfast.gateway.dashboard;

import dev.holdfast.tale.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments as people read them: the time in UTC, and how long ago it was. */
final class Times {
  private static final DateTimeFormatter TODAY = format("HH:mm:ss");
  private static final DateTimeFormatter LATELY = format("MMM d, HH:mm");
  private static final DateTimeFormatter DAY = format("MMM d");
  private static final Duration RECENT = Duration.ofHours(20);

  private Times() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** The time; the script tells local time as well, where the pointer rests. */
  static void at(Html to, Instant at, Instant now) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    to.put("time", clock(at, now), "datetime", second.toString(), "title", second + " (UTC)");
  }

  /** {@code 14:06:03}, or with the day if that was not today. */
  static String clock(Instant at, Instant now) {
    boolean recent = Duration.between(at, now).abs().compareTo(RECENT) < 0;
    return (recent ? TODAY : LATELY).format(at);
  }

  /** {@code Nov 23}. */
  static String day(Instant at) {
    return DAY.format(at);
  }

  /** {@code 12 s ago}, which the script counts up. */
  static void ago(Html to, Instant at, Instant now) {
    age(to, at, now, "ago");
  }

  /** {@code 12 s}, which the script counts up. */
  static void lasting(Html to, Instant at, Instant now) {
    age(to, at, now, "for");
  }

  private static void age(Html to, Instant at, Instant now, String as) {
    String text = span(at, now) + (as.equals("ago") ? " ago" : "");
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    to.put("span", to.live() ? "" : text, "class", as, "data-at", second.toString());
  }

  private static String span(Instant from, Instant now) {
    Duration age = Duration.between(from, now);
    long seconds = Math.max(0, age.toSeconds());
    return seconds == 0 ? "0 s" : Spoken.of(Duration.ofSeconds(seconds));
  }
}
