package dev.holdfast.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass. All do, unknown ones above all, except those that belong to one connection
 * (RFC 9110, 7.6.1) and our own.
 */
final class HeaderRules {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private static final String OURS = "x-holdfast-";

  private HeaderRules() {}

  /**
   * The headers that go upstream. {@code host} and the length are the connection's own business.
   *
   * @param plain whether the answer must come unencoded, so that it can be read on its way
   */
  static MultiMap upstream(MultiMap from, boolean plain) {
    MultiMap to = passing(from);
    to.remove(HttpHeaders.HOST);
    to.remove(HttpHeaders.CONTENT_LENGTH);
    to.remove(HttpHeaders.EXPECT);
    if (plain && to.contains(HttpHeaders.ACCEPT_ENCODING)) {
      to.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    }
    return to;
  }

  /** The headers of an answer that are handed on. */
  static MultiMap downstream(MultiMap from) {
    return passing(from);
  }

  private static MultiMap passing(MultiMap from) {
    MultiMap to = HttpHeaders.headers();
    Set<String> alsoHop = new HashSet<>();
    from.getAll(HttpHeaders.CONNECTION).forEach(value -> alsoHop.addAll(names(value)));
    from.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(lower) && !lower.startsWith(OURS) && !alsoHop.contains(lower)) {
        to.add(name, value);
      }
    });
    return to;
  }

  /** {@code Connection} may name further headers that belong to the connection only. */
  private static List<String> names(String connection) {
    return List.of(connection.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
  }
}
