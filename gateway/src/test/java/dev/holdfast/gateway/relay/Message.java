package dev.holdfast.gateway.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP/1.1 message as it was on the wire, a request or an answer. */
public record Message(String start, Map<String, List<String>> headers, byte[] body) {
  static Message of(String head, byte[] body) {
    Map<String, List<String>> headers = new TreeMap<>();
    String[] lines = head.split("\r\n");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).strip();
      headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return new Message(lines[0], headers, body);
  }

  public int status() {
    return Integer.parseInt(start.split(" ")[1]);
  }

  /** The first value of a header; null if there is none. */
  String header(String name) {
    List<String> all = headers.get(name);
    return all == null ? null : all.get(0);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
