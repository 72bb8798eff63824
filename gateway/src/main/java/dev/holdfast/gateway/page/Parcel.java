package dev.holdfast.gateway.page;

import java.net.URI;
import java.util.Map;

/**
 * A letter as it goes over the wire: always JSON, always by POST.
 *
 * @param headers besides the content type
 */
record Parcel(URI to, Map<String, String> headers, String body) {
  /** Without headers of its own. */
  Parcel(URI to, String body) {
    this(to, Map.of(), body);
  }
}
