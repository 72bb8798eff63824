package dev.holdfast.gateway.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.outcome.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Anthropic's error shape that the upstream did not give in this form. What Holdfast
 * says itself begins with {@code holdfast:} and has no request id.
 */
final class OwnAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OwnAnswer() {}

  /** An answer of our own. */
  static Kept of(int status, String type, String message) {
    MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
    return new Kept(status, headers, body(type, "holdfast: " + message, null));
  }

  /** A message with the command that tells the whole story of the call. */
  static String signed(String message, String id) {
    return message + " (holdfast why " + id + ")";
  }

  /**
   * The status that an {@code error} event names, for a stream that failed before anything was
   * handed on: a client can act on a status, but never retries an event.
   *
   * @param from headers of the 200 it came in
   */
  static Kept ofEvent(ErrorBody error, MultiMap from) {
    String type = type(error);
    MultiMap headers = HeaderRules.downstream(from);
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
    String requestId = error.requestId() == null ? from.get("request-id") : error.requestId();
    return new Kept(error.status(), headers, body(type, message(error), requestId));
  }

  private static String type(ErrorBody error) {
    return error.type() == null ? "api_error" : error.type();
  }

  private static String message(ErrorBody error) {
    return error.message() == null ? type(error) : error.message();
  }

  /** An honest end of a stream whose head is already out. */
  static Buffer event(String type, String message) {
    return event(body(type, message, null));
  }

  /** The same, in the upstream's words. */
  static Buffer event(ErrorBody error) {
    return event(body(type(error), message(error), error.requestId()));
  }

  private static Buffer event(Buffer data) {
    return Buffer.buffer("event: error\ndata: ").appendBuffer(data).appendString("\n\n");
  }

  private static Buffer body(String type, String message, @Nullable String requestId) {
    ObjectNode root = JSON.createObjectNode().put("type", "error");
    root.putObject("error").put("type", type).put("message", message);
    root.put("request_id", requestId);
    return Buffer.buffer(root.toString());
  }
}
