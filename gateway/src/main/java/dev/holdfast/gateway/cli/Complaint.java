package dev.holdfast.gateway.cli;

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

  int exitCode() {
    return exitCode;
  }
}
