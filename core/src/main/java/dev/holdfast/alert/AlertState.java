package dev.holdfast.alert;

/** Where an alert stands. */
public enum AlertState {
  /** Nothing is wrong. */
  INACTIVE,
  /** Something is wrong, but not yet for long enough, or with too few samples to be sure. */
  PENDING,
  /** It is wrong. */
  FIRING,
  /** It is not wrong any more, but not yet proved right for long enough. */
  CLEARING,
  /** It was proved right. */
  RESOLVED;

  /** Whether it has fired and is not resolved. */
  public boolean open() {
    return this == FIRING || this == CLEARING;
  }
}
