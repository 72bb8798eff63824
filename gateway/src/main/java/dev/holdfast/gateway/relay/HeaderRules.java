package dev.holdfast.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which headers pass. All do, unknown ones above all, except those that belong to one connection
 * (RFC 9110, 7.6.1) and our own.
 */
final class HeaderRules {
  private static final List<String> HOP_BY_HOP =
      List.of(
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
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

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
    // Not validated: they came out of a decoder, and the message they go into looks again.
    MultiMap to = MultiMap.caseInsensitiveMultiMap();
    List<String> alsoHop = from.contains(HttpHeaders.CONNECTION) ? named(from) : List.of();
    from.forEach((name, value) -> {
      boolean ours = name.regionMatches(true, 0, OURS, 0, OURS.length());
      if (!ours && !among(HOP_BY_HOP, name) && !among(alsoHop, name)) {
        to.add(name, value);
      }
    });
    return to;
  }

  /** Compares without making a lower-case copy of every name: mostly the length tells. */
  private static boolean among(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** {@code Connection} may name further headers that belong to the connection only. */
  private static List<String> named(MultiMap from) {
    return from.getAll(HttpHeaders.CONNECTION).stream()
        .flatMap(value -> COMMAS.splitAsStream(value.strip()))
        .toList();
  }
}
