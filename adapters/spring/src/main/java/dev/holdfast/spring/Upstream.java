package dev.holdfast.spring;

import java.net.URI;

/**
 * Whose calls are guarded.
 *
 * @param origin scheme and authority, as endpoints name it
 */
record Upstream(String origin) {
  static final String ANTHROPIC = "https://api.anthropic.com";

  /** Whether a request goes there. */
  boolean owns(URI uri) {
    return origin.equalsIgnoreCase(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /** Whether it is on this machine: then Anthropic's status page says nothing about it. */
  boolean local() {
    String host = URI.create(origin).getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }
}
