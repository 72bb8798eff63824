package dev.holdfast.gauge;

/** What is counted. */
public enum Measure {
  /** Attempts that came back. */
  ATTEMPT,
  /** Calls that ended. */
  CALL,
  /** Calls that were answered although an attempt failed; counted under {@link #CALL} too. */
  RECOVERED,
  /** Calls that were answered elsewhere; counted under {@link #CALL} too. */
  FELL_BACK
}
