package dev.holdfast.gateway.cli.screen;

/**
 * Colours, or none.
 *
 * @param on whether they show
 */
public record Paint(boolean on) {
  /** What stands out. */
  public String bold(String text) {
    return in("1", text);
  }

  /** What may be overlooked. */
  public String dim(String text) {
    return in("2", text);
  }

  /** What is well. */
  public String green(String text) {
    return in("32", text);
  }

  /** What wants care. */
  public String yellow(String text) {
    return in("33", text);
  }

  /** What is wrong. */
  public String red(String text) {
    return in("31", text);
  }

  /** What to copy or click. */
  public String cyan(String text) {
    return in("36", text);
  }

  private String in(String code, String text) {
    return on && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
