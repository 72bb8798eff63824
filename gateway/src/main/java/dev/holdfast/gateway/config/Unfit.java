package dev.holdfast.gateway.config;

/**
 * A value does not fit its key. The message says why and how to mend it, and goes on from the value
 * ("is not …"), which it never repeats: the value may be a secret.
 */
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unfit(String message) {
    super(message);
  }

  Unfit(String message, Exception cause) {
    super(message, cause);
  }

  String rest() {
    return String.valueOf(getMessage());
  }
}
