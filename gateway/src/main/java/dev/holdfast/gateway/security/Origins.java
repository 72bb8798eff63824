package dev.holdfast.gateway.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which pages may make a browser talk to a listener: only the listener's own. */
public final class Origins {
  private static final Pattern WEB = Pattern.compile("https?://(?<authority>[^/?#@]+)");

  private Origins() {}

  /**
   * Whether a request was sent by somebody else's page.
   *
   * @param origin the {@code Origin} header; null if there was none, as from everything but
   *     browsers
   * @param host the {@code Host} header, which a page cannot choose; null if there was none
   * @return false without an origin, or if the origin is the host itself, port included; true for
   *     all others, also for the opaque origin {@code null}
   */
  public static boolean foreign(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return false;
    }
    var web = WEB.matcher(origin);
    return !web.matches() || !web.group("authority").equalsIgnoreCase(host);
  }
}
