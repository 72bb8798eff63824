package dev.holdfast.bench.guards;

/** What a guarded call returns. */
public enum Work {
  /** It was done. */
  DONE
}
