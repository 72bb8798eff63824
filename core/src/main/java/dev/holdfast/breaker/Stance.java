package dev.holdfast.breaker;

/** What a breaker would do with a call that asks now. */
public enum Stance {
  /** Let it pass. */
  PASS,
  /** Hold it and let it through in its turn. */
  PACE,
  /** Turn it away, but for a few trials. */
  SHUT
}
