package dev.holdfast.breaker;

/** What a permit was used for in the end. */
public enum Result {
  /** The upstream did its work: evidence of health. */
  SUCCESS,
  /** The upstream failed. */
  FAILURE,
  /** The upstream failed after a while: it may be drowning, and waiting callers would not help. */
  SLOW_FAILURE,
  /** The upstream answered, but the answer says nothing about its health: 4xx, 429. */
  NEUTRAL,
  /** The caller left; neutral everywhere. */
  CANCELLED,
  /** The caller left after a while. Says how an open breaker should behave, and nothing more. */
  SLOW_CANCELLED,
  /** The permit was not used. */
  UNSENT;

  boolean failed() {
    return this == FAILURE || this == SLOW_FAILURE;
  }

  boolean slow() {
    return this == SLOW_FAILURE || this == SLOW_CANCELLED;
  }
}
