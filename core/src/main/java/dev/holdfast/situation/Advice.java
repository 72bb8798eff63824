package dev.holdfast.situation;

import java.util.Locale;

/** What to do. */
public enum Advice {
  /** Go on; retries within their budget handle it. */
  RETRY(0),
  /** Let the fallback serve; without one, hold, queue or degrade. */
  FALL_BACK(10),
  /** Something on the caller's side is broken. */
  FIX(20),
  /** Come back to the primary. */
  RETURN(0),
  /** Nothing is known either way. */
  UNKNOWN(30);

  private final int exit;

  Advice(int exit) {
    this.exit = exit;
  }

  /** The exit code of a command that answers with it. */
  public int exit() {
    return exit;
  }

  /** The name as JSON and metrics show it: {@code fall-back}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
