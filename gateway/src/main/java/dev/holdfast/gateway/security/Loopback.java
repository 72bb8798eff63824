package dev.holdfast.gateway.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names mean this machine and nobody else. Names are never resolved: with DNS rebinding a
 * foreign name resolves to loopback, and that is exactly what must not pass.
 */
public final class Loopback {
  private static final String V4 = "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";
  private static final String V6 = "::1|0:0:0:0:0:0:0:1";
  private static final Pattern ADDRESS =
      Pattern.compile("localhost|%s|%s|\\[(%2$s)]".formatted(V4, V6), Pattern.CASE_INSENSITIVE);
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(localhost|%s|\\[(%s)])(:\\d{1,5})?".formatted(V4, V6), Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Whether a listener on this host is reachable from this machine only.
   *
   * @param host an address or name as configured, IPv6 with or without brackets
   */
  public static boolean address(String host) {
    return ADDRESS.matcher(host).matches();
  }

  /**
   * Whether a {@code Host} header names this machine, with any port or none.
   *
   * @param host the header's value; null if there was none, which names nobody
   */
  public static boolean authority(@Nullable String host) {
    return host != null && AUTHORITY.matcher(host).matches();
  }
}
