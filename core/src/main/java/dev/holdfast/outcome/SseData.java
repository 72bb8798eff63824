package dev.holdfast.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.reading.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The data of one event: its type, the stop reason of a {@code message_delta} and the category if
 * that is a refusal, and what was used so far.
 */
record SseData(
    String type, @Nullable String stopReason, @Nullable String category, @Nullable Usage usage) {
  private static final JsonFactory JSON = new JsonFactory();

  static SseData read(byte[] bytes) {
    String type = "";
    String stopReason = null;
    String category = null;
    Usage usage = null;
    try (JsonParser json = JSON.createParser(bytes)) {
      int depth = 0;
      for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
        depth += t.isStructStart() ? 1 : t.isStructEnd() ? -1 : 0;
        if (t == JsonToken.VALUE_STRING) {
          String name = json.currentName();
          type = depth == 1 && "type".equals(name) ? json.getText() : type;
          category = depth == 3 && "category".equals(name) ? json.getText() : category;
          stopReason = depth == 2 && "stop_reason".equals(name) ? json.getText() : stopReason;
        } else if (t == JsonToken.VALUE_NUMBER_INT && depth <= 3 && ofUsage(json)) {
          usage = (usage == null ? Usage.NONE : usage).with(json.currentName(), tokens(json));
        }
      }
    } catch (IOException unreadable) {
      // A broken event keeps what could be read of it.
    }
    return new SseData(type, stopReason, category, usage);
  }

  /** It stands in {@code message.usage} of the first event, and in {@code usage} of later ones. */
  private static boolean ofUsage(JsonParser json) {
    JsonStreamContext outer = json.getParsingContext().getParent();
    return outer != null && "usage".equals(outer.getCurrentName());
  }

  private static long tokens(JsonParser json) throws IOException {
    return Math.max(0, json.getLongValue());
  }
}
