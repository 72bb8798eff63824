package dev.holdfast.upstream;

import java.util.Locale;

/** The light of a page, worst last, except that not knowing is neither good nor bad. */
public enum Indicator {
  /** All is said to work. */
  GREEN,
  /** Some of it is said to fail, or the page says something this version does not know. */
  AMBER,
  /** An outage is posted. */
  RED,
  /** The page could not be read lately: no light at all, never a remembered green. */
  UNKNOWN;

  /** The worse of two lights; unknown wins over both. */
  Indicator worse(Indicator other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The name as pages and JSON show it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
