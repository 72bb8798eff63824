package dev.holdfast.verdict;

import java.util.Locale;

/** Where a failed answer came from. Only {@link #BETWEEN} is evidence of a local problem. */
public enum Origin {
  /** Anthropic itself: its error envelope or a {@code request-id}. */
  PROVIDER,
  /** Its edge: {@code cf-ray}, {@code server: cloudflare}, or a connection that broke under way. */
  EDGE,
  /** DNS, connect or TLS failure, or somebody else's answer: a proxy, a captive page. */
  BETWEEN;

  /** The name as metrics and pages show it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
