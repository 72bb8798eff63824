package dev.holdfast.breaker;

/** Who goes first when not all can; in this order. */
public enum Priority {
  /** First. */
  CRITICAL,
  /** The default: somebody waits for it. */
  INTERACTIVE,
  /** Nobody waits for it; shed first. */
  BATCH
}
