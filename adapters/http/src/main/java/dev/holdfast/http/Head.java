package dev.holdfast.http;

import dev.holdfast.outcome.ErrorBody;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer.
 *
 * @param instead a body to hand on in place of the answer's own; null for its own
 */
record Head(int status, HttpHeaders headers, Version version, byte @Nullable [] instead)
    implements ResponseInfo {

  static Head of(ResponseInfo info) {
    return new Head(info.statusCode(), info.headers(), info.version(), null);
  }

  /** The same answer as the failure that its first event told. */
  Head failed(ErrorBody error) {
    byte[] body = error.toJson();
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers.map());
    all.put("content-type", List.of("application/json"));
    all.put("content-length", List.of(Integer.toString(body.length)));
    return new Head(
        error.status(), HttpHeaders.of(new HashMap<>(all), (n, v) -> true), version, body);
  }

  @Nullable String first(String name) {
    return headers.firstValue(name).orElse(null);
  }

  boolean good() {
    return status / 100 == 2;
  }

  @Override
  public int statusCode() {
    return status;
  }
}
