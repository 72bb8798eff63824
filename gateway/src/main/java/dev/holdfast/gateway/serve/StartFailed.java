package dev.holdfast.gateway.serve;

/** The gateway could not start; the message is one line that says why and how to mend it. */
public final class StartFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
