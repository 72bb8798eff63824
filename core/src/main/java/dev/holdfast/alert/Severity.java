package dev.holdfast.alert;

import java.util.Locale;

/** How bad it is, the least first; the words of PagerDuty. */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Trouble that does not reach users, mostly. */
  WARNING,
  /** Trouble that reaches users. */
  ERROR,
  /** Trouble that reaches users, and gets worse by waiting. */
  CRITICAL;

  /** The name as sinks want it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
