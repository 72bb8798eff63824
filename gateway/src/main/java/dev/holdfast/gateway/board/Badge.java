package dev.holdfast.gateway.board;

import dev.holdfast.situation.Advice;
import dev.holdfast.situation.Situation;

/** The advice as a small picture: colour, shape and word say the same. */
final class Badge {
  private static final int LETTER = 7;
  private static final int MARGIN = 10;
  private static final String LABEL = "Claude API";

  private Badge() {}

  static String of(Situation situation) {
    String text = shape(situation.advice()) + " " + situation.advice().slug().replace('-', ' ');
    int left = width(LABEL);
    int right = width(text);
    String title = LABEL + ": " + text + " (" + situation.cause().slug().replace('-', ' ') + ")";
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s">\
    <title>%2$s</title>\
    <rect width="%1$d" height="20" rx="3" fill="#555"/>\
    <path d="M%3$d 0h%4$da3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-%4$dz" fill="%5$s"/>\
    <g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\
    <text x="%6$d" y="14" fill="#fff">%7$s</text>\
    <text x="%8$d" y="14" fill="%9$s">%10$s</text></g></svg>\
    """
        .formatted(
            left + right,
            title,
            left,
            right - 3,
            ground(situation.advice()),
            left / 2,
            LABEL,
            left + right / 2,
            ink(situation.advice()),
            text);
  }

  private static int width(String text) {
    return text.length() * LETTER + MARGIN;
  }

  private static String shape(Advice advice) {
    return switch (advice) {
      case RETRY, RETURN -> "●";
      case FALL_BACK -> "▲";
      case FIX -> "■";
      case UNKNOWN -> "◆";
    };
  }

  /** Okabe and Ito's colours, which people with any colour vision tell apart. */
  private static String ground(Advice advice) {
    return switch (advice) {
      case RETRY, RETURN -> "#009E73";
      case FALL_BACK -> "#D55E00";
      case FIX -> "#E69F00";
      case UNKNOWN -> "#999999";
    };
  }

  /** Dark letters where white ones would not stand out enough. */
  private static String ink(Advice advice) {
    return advice == Advice.FALL_BACK ? "#fff" : "#000";
  }
}
