package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.config.Fallback;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, as far as it decides where it may go.
 *
 * @param path without query
 * @param model the model; null if the request names none
 * @param generates whether it asks a model for something: only such calls go elsewhere
 * @param stream whether the answer is to be a stream
 * @param fallback what the caller says of going elsewhere: {@code off}, {@code batch}, or null
 */
record Wish(
    String path,
    @Nullable String model,
    boolean generates,
    boolean stream,
    @Nullable String fallback) {

  static Wish of(HttpServerRequest request, RequestBody body) {
    String path = Relay.path(request);
    boolean post = request.method().name().equals("POST");
    boolean message = path.endsWith("/v1/messages") || path.endsWith("/v1/messages/count_tokens");
    String fallback = request.getHeader(HeaderNames.of("x-holdfast-fallback"));
    return new Wish(path, body.model(), post && message, body.stream(), fallback);
  }

  /** Whether a place may serve this call. */
  boolean allows(Fallback place) {
    if (!generates || "off".equalsIgnoreCase(fallback)) {
      return false;
    }
    boolean counts = path.endsWith("/count_tokens");
    if (place.deed() instanceof Fallback.Defer) {
      return !stream && !counts && "batch".equalsIgnoreCase(fallback);
    }
    boolean says = place.deed() instanceof Fallback.Say;
    String there = modelAt(place);
    boolean same = there != null && there.equals(model) && place.url() == null;
    boolean mapped = place.models().isEmpty() || there != null;
    return mapped && !(same && place.key() == null) && !(says && counts);
  }

  /** The model a place is asked for; null for the same, or if it has none for this call. */
  @Nullable String modelAt(Fallback place) {
    String mine = model;
    if (mine == null) {
      return null;
    }
    String exact = place.models().get(mine);
    return exact != null ? exact : byPattern(place.models(), mine);
  }

  private static @Nullable String byPattern(Map<String, String> models, String mine) {
    for (Map.Entry<String, String> entry : models.entrySet()) {
      String pattern = Pattern.quote(entry.getKey()).replace("*", "\\E.*\\Q");
      if (mine.matches(pattern)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
