package dev.holdfast.event;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, as far as it may be shown: short printable words without blanks, so that they
 * can stand in logs, metrics and keys of alerts as they are.
 *
 * @param key the alias of the credential, never the credential itself; {@code -} if there is none
 * @param version what the calling program calls its own version; {@code -} if it did not say
 */
public record Caller(String key, String version) {
  private static final String UNSAID = "-";
  private static final String UNFIT = "other";
  private static final int LONGEST = 64;

  /** Nobody in particular. */
  public static final Caller NONE = new Caller(UNSAID, UNSAID);

  public Caller {
    key = fit(key);
    version = fit(version);
  }

  /** A caller of whom either may be unknown. */
  public static Caller of(@Nullable String key, @Nullable String version) {
    return key == null && version == null
        ? NONE
        : new Caller(key == null ? UNSAID : key, version == null ? UNSAID : version);
  }

  /** The same, sent with another key. */
  public Caller with(String otherKey) {
    return new Caller(otherKey, version);
  }

  /** What callers say of themselves could be anything: what is not fit to be shown is not told. */
  private static String fit(String word) {
    boolean fit = !word.isEmpty() && word.length() <= LONGEST;
    for (int i = 0; fit && i < word.length(); i++) {
      char c = word.charAt(i);
      fit = c > ' ' && c < 0x7f && c != '"' && c != '\\';
    }
    return fit ? word : UNFIT;
  }
}
