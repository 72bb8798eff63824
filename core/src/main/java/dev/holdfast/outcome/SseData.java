package dev.holdfast.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The data of one event: its type, the stop reason of a {@code message_delta} and the category if
 * that is a refusal, the error.
 */
record SseData(
    String type, @Nullable String stopReason, @Nullable String category, ErrorBody error) {
  private static final JsonFactory JSON = new JsonFactory();

  static SseData read(byte[] bytes) {
    String type = "";
    String stopReason = null;
    String category = null;
    try (JsonParser json = JSON.createParser(bytes)) {
      int depth = 0;
      for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
        depth += t.isStructStart() ? 1 : t.isStructEnd() ? -1 : 0;
        if (t == JsonToken.VALUE_STRING) {
          String name = json.currentName();
          type = depth == 1 && "type".equals(name) ? json.getText() : type;
          category = depth == 3 && "category".equals(name) ? json.getText() : category;
          stopReason = depth == 2 && "stop_reason".equals(name) ? json.getText() : stopReason;
        }
      }
    } catch (IOException unreadable) {
      // A broken event keeps what could be read of it.
    }
    return new SseData(type, stopReason, category, ErrorBody.read(bytes, bytes.length));
  }
}
