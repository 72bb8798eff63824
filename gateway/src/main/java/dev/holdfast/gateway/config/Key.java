package dev.holdfast.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * One key: all that parsing, suggestions, reference and JSON Schema know of it.
 *
 * @param path with dots
 * @param fallback the default as people would write it; null if there is none
 * @param doc one sentence for the reference, without a full stop
 */
record Key<T>(String path, Kind<T> kind, @Nullable String fallback, String doc) {

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path of the section it is in, empty at the top. */
  String section() {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  /** Its row in the reference. */
  String reference() {
    String shown = fallback == null ? "–" : "`" + fallback + "`";
    return "| `%s` | %s | %s | %s |".formatted(path, kind.name(), shown, doc);
  }
}
