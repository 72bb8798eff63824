package dev.holdfast.lab.calls;

/** How an attempt ended, as the lab saw it. */
public enum Ended {
  /** Not yet. */
  OPEN,
  /** The lab did all it meant to do, a fault included. */
  COMPLETE,
  /** The caller left before that. */
  CLIENT_GONE;

  /** The word in JSON. */
  public String word() {
    return switch (this) {
      case OPEN -> "open";
      case COMPLETE -> "complete";
      case CLIENT_GONE -> "client-gone";
    };
  }
}
