package dev.holdfast.situation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Short ways to say things. */
final class Phrases {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME = 40;

  private Phrases() {}

  /** {@code 45 s}, {@code 12 min}, {@code 3 h}. */
  static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  /** {@code 14:02 UTC}. */
  static String clock(Instant moment) {
    return CLOCK.format(moment) + " UTC";
  }

  /** At most so many words of a text from outside, on one line. */
  static String words(String text, int most) {
    String[] words = text.strip().split("\\s+");
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(most, words.length); i++) {
      shown.append(i == 0 ? "" : " ").append(shortened(words[i]));
    }
    return words.length > most ? shown + "…" : shown.toString();
  }

  private static String shortened(String word) {
    return word.length() <= LONGEST_NAME ? word : word.substring(0, LONGEST_NAME) + "…";
  }
}
