package dev.holdfast.breaker;

/**
 * Leave to send once. Carries the epoch it was given in: what a call of an older epoch brings back
 * says nothing about the present one. Opaque to its holder, who must settle it exactly once.
 */
public final class Permit implements Admission {
  /** What a permit was given for. */
  enum Kind {
    /** The breaker was closed; shared by all calls of the epoch. */
    CLOSED,
    /** Paid with a credit. */
    CREDIT,
    /** A floor probe: nobody had to prove anything. */
    PROBE,
    /** One of the ten of a half-open breaker. */
    TRIAL
  }

  private final long epoch;
  private final Kind kind;

  Permit(long epoch, Kind kind) {
    this.epoch = epoch;
    this.kind = kind;
  }

  long epoch() {
    return epoch;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return kind + "@" + epoch;
  }
}
