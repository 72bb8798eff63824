package dev.holdfast.gateway.dashboard;

import java.util.Locale;

/** How attempts are stacked in a chart: by what a reader would do about them. */
enum AttemptClass {
  OK,
  /** 429 and spend limits. */
  LIMITED,
  /** The caller's own: 4xx. */
  YOURS,
  /** 500, 502, 503, 504. */
  FAILED,
  /** 529. */
  OVERLOADED,
  /** No answer of the provider's or its edge's came back. */
  UNANSWERED,
  CANCELLED,
  OTHER;

  /** The class of a code and an origin, as the history writes them. */
  static AttemptClass of(String code, String origin) {
    if (origin.equals("between")) {
      return UNANSWERED;
    }
    if (code.startsWith("429") || code.equals("spend limit")) {
      return LIMITED;
    }
    return switch (code) {
      case "ok" -> OK;
      case "529" -> OVERLOADED;
      case "500", "502", "503", "504" -> FAILED;
      case "cancelled" -> CANCELLED;
      default -> code.startsWith("4") ? YOURS : OTHER;
    };
  }

  /** As programs read it. */
  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
