package dev.holdfast.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What an error body says, read with tolerance: {@code
 * {"type":"error","error":{"type","message","details":{"error_code"}},"request_id"}}.
 *
 * @param envelope whether it had Anthropic's shape; false for HTML and foreign JSON
 * @param type {@code error.type}, an open set; null if absent
 * @param message {@code error.message}; null if absent
 * @param code {@code error.details.error_code}; null if absent
 * @param requestId {@code request_id}; null if absent, as in answers of the edge
 */
public record ErrorBody(
    boolean envelope,
    @Nullable String type,
    @Nullable String message,
    @Nullable String code,
    @Nullable String requestId) {

  /** A body that said nothing readable. */
  public static final ErrorBody NONE = new ErrorBody(false, null, null, null, null);

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads an error body. Never throws: what cannot be read leaves its component null.
   *
   * @param body the bytes, whole or cut off
   * @param length how many of them count
   */
  public static ErrorBody read(byte[] body, int length) {
    Reader reader = new Reader();
    try (JsonParser json = JSON.createParser(body, 0, length)) {
      reader.object(json, 0);
    } catch (IOException unreadable) {
      // HTML, a cut body, anything: what was read before it broke still counts.
    }
    return reader.result();
  }

  /**
   * The HTTP status that stands for the type: what an {@code error} event of a stream would have
   * been as an answer. 500 for a type this version does not know.
   */
  public int status() {
    return switch (type == null ? "" : type) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 500;
    };
  }

  /** The error as a JSON body in Anthropic's shape. */
  public byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    String kind = type == null ? "api_error" : type;
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "error");
      json.writeObjectFieldStart("error");
      json.writeStringField("type", kind);
      json.writeStringField("message", message == null ? kind : message);
      json.writeEndObject();
      json.writeStringField("request_id", requestId);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Walks the few fields that matter and skips all others. */
  private static final class Reader {
    private boolean typeIsError;
    private @Nullable String type;
    private @Nullable String message;
    private @Nullable String code;
    private @Nullable String requestId;

    void object(JsonParser json, int depth) throws IOException {
      if (depth == 0 && json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT && opens(name, depth)) {
          object(json, depth + 1);
        } else if (value == JsonToken.VALUE_STRING) {
          text(name, depth, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }

    private static boolean opens(String name, int depth) {
      return (depth == 0 && name.equals("error")) || (depth == 1 && name.equals("details"));
    }

    private void text(String name, int depth, String value) {
      switch (depth + name) {
        case "0type" -> typeIsError = value.equals("error");
        case "0request_id" -> requestId = value;
        case "1type" -> type = value;
        case "1message" -> message = value;
        case "2error_code" -> code = value;
        default -> {}
      }
    }

    ErrorBody result() {
      return new ErrorBody(typeIsError && type != null, type, message, code, requestId);
    }
  }
}
