package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.config.ConfigInvalid;

/** A command cannot do what was asked; the message says why and how to mend it. */
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Complaint(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Complaint(int exitCode, String message, Exception cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Whether the message says by itself where the mistake is: a line of a file. */
  boolean standsAlone() {
    return getCause() instanceof ConfigInvalid;
  }

  int exitCode() {
    return exitCode;
  }
}
