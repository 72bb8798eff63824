package dev.holdfast.gateway.config;

import java.util.Set;

/**
 * Where a listener binds.
 *
 * @param host a name or address, IPv6 without brackets
 * @param port 0 for any free one
 */
record Address(String host, int port) {
  private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::", "*");

  static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw new Unfit("lacks a port: write host:port, such as 127.0.0.1:5290");
    }
    return new Address(host(text.substring(0, colon)), port(text.substring(colon + 1)));
  }

  /** Whether only this machine reaches it; told from the text, never by asking DNS. */
  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new Unfit("has no valid port: it must be a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static String host(String text) {
    if (text.isEmpty()) {
      throw new Unfit("lacks a host: 127.0.0.1 is this machine only, 0.0.0.0 every interface");
    }
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    if (text.contains(":") && !bracketed) {
      throw new Unfit("is not host:port; write IPv6 in brackets, such as [::1]:5290");
    }
    String host = bracketed ? text.substring(1, text.length() - 1) : text;
    if (!host.matches(bracketed ? "[0-9A-Fa-f:.]+" : "[A-Za-z0-9._*-]+")) {
      throw new Unfit("has no valid host: write a name or an address, such as 127.0.0.1:5290");
    }
    return host;
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  /** Whether both cannot be bound at once. */
  boolean collidesWith(Address other) {
    boolean everywhere = EVERY_INTERFACE.contains(host) || EVERY_INTERFACE.contains(other.host);
    return port != 0 && port == other.port && (everywhere || host.equals(other.host));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
