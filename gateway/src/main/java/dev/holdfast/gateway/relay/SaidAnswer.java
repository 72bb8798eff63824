package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.edit.JsonBytes;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** A message of our own, in the shape the caller asked for. */
final class SaidAnswer {
  private static final String USAGE = "{\"input_tokens\":0,\"output_tokens\":0}";

  private SaidAnswer() {}

  static Kept of(String id, @Nullable String model, String text, boolean stream) {
    String type = stream ? "text/event-stream; charset=utf-8" : "application/json";
    MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, type);
    String name = JsonBytes.quoted(model == null ? "holdfast" : model);
    String said = JsonBytes.quoted(text);
    String body = stream ? events(id, name, said) : message(id, name, block(said), "\"end_turn\"");
    return new Kept(200, headers, Buffer.buffer(body));
  }

  private static String block(String said) {
    return "{\"type\":\"text\",\"text\":" + said + "}";
  }

  private static String message(String id, String model, String content, String stop) {
    return "{\"id\":"
        + JsonBytes.quoted("msg_" + id)
        + ",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
        + model
        + ",\"content\":["
        + content
        + "],\"stop_reason\":"
        + stop
        + ",\"stop_sequence\":null,\"usage\":"
        + USAGE
        + "}";
  }

  private static String events(String id, String model, String said) {
    return event("message_start", ",\"message\":" + message(id, model, "", "null"))
        + event("content_block_start", ",\"index\":0,\"content_block\":" + block("\"\""))
        + event(
            "content_block_delta",
            ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + said + "}")
        + event("content_block_stop", ",\"index\":0")
        + event(
            "message_delta",
            ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":" + USAGE)
        + event("message_stop", "");
  }

  private static String event(String name, String fields) {
    return "event: " + name + "\ndata: {\"type\":\"" + name + "\"" + fields + "}\n\n";
  }
}
