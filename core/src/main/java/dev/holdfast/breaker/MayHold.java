package dev.holdfast.breaker;

/** Whether a call may be made to wait for its turn. */
public enum MayHold {
  /** It is told at once that it may not go. */
  NO,
  /** It may wait, but its caller's time could run out meanwhile: long held, it is of no use. */
  HURRIED,
  /** It may wait as long as anybody is held, and will still have time for its answer. */
  YES
}
