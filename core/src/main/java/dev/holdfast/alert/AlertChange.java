package dev.holdfast.alert;

import java.time.Instant;

/**
 * News of an alert.
 *
 * @param what what kind of news
 * @param alert the alert as it is now
 * @param at when
 */
public record AlertChange(What what, Alert alert, Instant at) {
  /** What kind of news it is. */
  public enum What {
    /** It fires: told once, until it is resolved. */
    TRIGGERED,
    /** It got worse, or what to do about it changed. */
    CHANGED,
    /** It still fires after hours, and nobody has taken it on. */
    REMINDED,
    /** There is no traffic to tell whether it is over, so it stays open. */
    HELD,
    /** It is over: told once for each trigger. */
    RESOLVED,
    /** Something happened that disturbed nobody, and why. */
    LOGGED
  }
}
