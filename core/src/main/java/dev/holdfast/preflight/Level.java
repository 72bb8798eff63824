package dev.holdfast.preflight;

import java.util.Locale;

/** What comes of a preflight; the later the worse. */
public enum Level {
  /** Nothing to say. */
  OK,
  /** It may work, but there is a better way. */
  WARN,
  /** It certainly fails. */
  REJECT;

  /** The name as headers and programs read it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
