package dev.holdfast.gateway.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;

/**
 * One server-sent event.
 *
 * @param name what it says it is; empty if it does not
 * @param data what it carries, lines joined
 * @param raw its bytes, comments and the blank line at its end included
 */
public record Event(String name, String data, Buffer raw) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Event of(Buffer raw) {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line : raw.toString().split("\r\n|\r|\n", -1)) {
      if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.length() == 0 ? "" : "\n").append(line.substring(5).strip());
      }
    }
    return new Event(name, data.toString(), raw);
  }

  /** An event of ours. */
  static Buffer write(String name, String data) {
    return Buffer.buffer("event: " + name + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n");
  }

  /** What it is, by its name or by what it carries. */
  public String type() {
    boolean named = !name.isEmpty() && !name.equals("message");
    return named ? name : json().path("type").asText();
  }

  /** What it carries; a missing node if that is no JSON. */
  JsonNode json() {
    try {
      JsonNode json = JSON.readTree(data);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException unreadable) {
      return MissingNode.getInstance();
    }
  }
}
