package dev.holdfast.lab.spec;

/**
 * What somebody wrote to the lab makes no sense; the message is one line that says how to mend it.
 */
public final class SpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public SpecException(String message) {
    super(message);
  }

  /** A complaint that comes from another one. */
  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A complaint about an unknown word that names the nearest valid one. */
  public static SpecException unknown(String what, String word, Iterable<String> valid) {
    return new SpecException(
        "unknown %s '%s'; the nearest is '%s'".formatted(what, word, Nearest.to(word, valid)));
  }
}
