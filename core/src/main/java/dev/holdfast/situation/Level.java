package dev.holdfast.situation;

import java.util.Locale;

/** How much fails here, of the attempts of the last minute. */
public enum Level {
  /** Less than 1 %. */
  QUIET,
  /** 1 to 10 %, or fewer than five. */
  ELEVATED,
  /** A breaker is not closed; or 10 % and at least five. */
  HIGH,
  /** Fewer than five attempts in five minutes, and every breaker closed. */
  NO_TRAFFIC;

  /** The name as JSON shows it: {@code no-traffic}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
