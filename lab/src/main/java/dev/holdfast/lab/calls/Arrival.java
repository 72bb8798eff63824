package dev.holdfast.lab.calls;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived with one attempt. A test that wants to know whether a relay changed anything reads
 * it here.
 *
 * @param target path and query
 * @param version {@code HTTP/1.1} or {@code HTTP/2}
 * @param bodyBytes how much of the body was read; all of it unless the answer came early
 * @param bodySha256 of those bytes, in lower-case hex
 * @param headers by name, in any case
 */
public record Arrival(
    String method,
    String target,
    String version,
    long bodyBytes,
    String bodySha256,
    Map<String, List<String>> headers) {

  public Arrival {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }
}
