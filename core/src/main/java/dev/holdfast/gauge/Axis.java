package dev.holdfast.gauge;

/** By what attempts and calls may be told apart. */
public enum Axis {
  /** The kind of path. */
  ENDPOINT,
  /** The model family. */
  MODEL,
  /** The alias of the credential. */
  KEY,
  /** What the calling program calls its version. */
  VERSION;

  /** A lane's value of this axis. */
  public String of(Lane lane) {
    return switch (this) {
      case ENDPOINT -> lane.endpoint();
      case MODEL -> lane.model();
      case KEY -> lane.key();
      case VERSION -> lane.version();
    };
  }
}
