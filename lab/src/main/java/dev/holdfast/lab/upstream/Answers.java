package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.EdgePage;
import dev.holdfast.lab.wire.HeaderFamilies;
import dev.holdfast.lab.wire.Json;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answers to one request, each with the headers that belong to it. */
record Answers(String requestId, Instant now) {
  private static final String JSON = "application/json";

  Answer json(JsonNode node) {
    Map<String, String> headers = api(JSON);
    headers.putAll(HeaderFamilies.rateLimits(now, false));
    return Answer.whole(200, headers, Json.write(node));
  }

  Answer json(String body) {
    Map<String, String> headers = api(JSON);
    headers.putAll(HeaderFamilies.rateLimits(now, false));
    return Answer.whole(200, headers, body);
  }

  Answer events(Iterator<String> frames) {
    Map<String, String> headers = api("text/event-stream; charset=utf-8");
    headers.put("cache-control", "no-cache");
    headers.putAll(HeaderFamilies.rateLimits(now, false));
    return Answer.events(200, headers, frames);
  }

  Answer error(ApiError error) {
    if (fromEdge(error.status())) {
      return Answer.whole(error.status(), edge(JSON), error.body(null));
    }
    Map<String, String> headers = api(JSON);
    if (error.status() == 429 && error.code() == null) {
      headers.putAll(HeaderFamilies.rateLimits(now, true));
    }
    return Answer.whole(error.status(), headers, error.body(requestId));
  }

  Answer page(int status) {
    return Answer.whole(status, edge("text/html; charset=UTF-8"), EdgePage.of(status));
  }

  Answer bare(int status) {
    return Answer.whole(status, edge("text/plain"), "");
  }

  /** A document of the status page; 304 where the reader has this very one already. */
  Answer status(String json, @Nullable String known) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("date", HeaderFamilies.httpDate(now));
    String tag = "W/\"%08x-%x\"".formatted(json.hashCode(), json.length());
    headers.put("etag", tag);
    headers.put("cache-control", "max-age=0, private, must-revalidate");
    if (known != null && known.contains(tag)) {
      return Answer.whole(304, headers, "");
    }
    headers.put("content-type", "application/json; charset=utf-8");
    return Answer.whole(200, headers, json);
  }

  /** Text that the API itself would not send: its root. */
  Answer text(String text) {
    return Answer.whole(200, api("text/plain; charset=utf-8"), text);
  }

  // The API itself makes 500, 504 and 529; bodies too large are refused in front of it.
  private static boolean fromEdge(int status) {
    return status == 413 || status == 502 || status == 503 || (status >= 520 && status <= 527);
  }

  private Map<String, String> api(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(HeaderFamilies.api(requestId, now));
    headers.put("content-type", contentType);
    return headers;
  }

  private Map<String, String> edge(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(HeaderFamilies.edge(requestId, now));
    headers.put("content-type", contentType);
    return headers;
  }
}
