package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.Headers;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of headers in the form that is found quickest. Every call asks for some forty headers, most
 * of which are not there; a plain string is hashed letter by letter each time it is asked for.
 */
final class HeaderNames {
  /** Only names that stand in our own code are asked for; the bound is against a mistake. */
  private static final int MOST = 256;

  private static final Map<String, CharSequence> KNOWN = new ConcurrentHashMap<>();

  private HeaderNames() {}

  /** The quick form of a name in lower case. */
  static CharSequence of(String name) {
    CharSequence known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    CharSequence quick = HttpHeaders.createOptimized(name);
    if (KNOWN.size() < MOST) {
      KNOWN.put(name, quick);
    }
    return quick;
  }

  /** The headers as the engine reads them. */
  static Headers read(MultiMap headers) {
    return name -> headers.get(of(name));
  }
}
