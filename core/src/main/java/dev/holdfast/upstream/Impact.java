package dev.holdfast.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How bad the poster says an incident is: Statuspage's own words. */
public enum Impact {
  /** A notice. */
  NONE(Indicator.GREEN),
  /** Planned work. */
  MAINTENANCE(Indicator.AMBER),
  MINOR(Indicator.AMBER),
  MAJOR(Indicator.RED),
  CRITICAL(Indicator.RED),
  /** Not given, or a word this version does not know. */
  UNKNOWN(Indicator.AMBER);

  private final Indicator indicator;

  Impact(Indicator indicator) {
    this.indicator = indicator;
  }

  /** The light that an open incident of this impact raises. */
  Indicator indicator() {
    return indicator;
  }

  static Impact of(@Nullable String word) {
    return Words.constant(Impact.class, word, UNKNOWN);
  }

  /** The word as the page writes it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
