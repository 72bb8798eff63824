package dev.holdfast.breaker;

/** What a breaker is doing. */
public enum State {
  /** Everything passes. */
  CLOSED(Stance.PASS),
  /** Open after fast failures: calls are held and paced. */
  GATED(Stance.PACE),
  /** Open after slow failures: calls are turned away. */
  DRAINING(Stance.SHUT),
  /** A few trials decide. */
  HALF_OPEN(Stance.SHUT),
  /** Opened by hand. */
  FORCED_OPEN(Stance.SHUT),
  /** Closed by hand. */
  FORCED_CLOSED(Stance.PASS);

  private final Stance stance;

  State(Stance stance) {
    this.stance = stance;
  }

  /** Whether calls pass as if there were no breaker. */
  public boolean passes() {
    return stance == Stance.PASS;
  }

  /** What it means for a call that asks now. */
  Stance stance() {
    return stance;
  }
}
