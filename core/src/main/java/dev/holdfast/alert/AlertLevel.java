package dev.holdfast.alert;

/** Whom an alert may disturb, the least first. */
public enum AlertLevel {
  /** Nobody: a line in the log. */
  LOG,
  /** Whoever works through tickets. */
  TICKET,
  /** Whoever looks. */
  NOTIFY,
  /** A sleeping human. */
  PAGE
}
