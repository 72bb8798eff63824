package dev.holdfast.gateway.resume;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.edit.BodyEdit;
import dev.holdfast.gateway.edit.JsonBytes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages that are parts of one turn of the model. */
public final class Turns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Turns() {}

  /**
   * One message of two: the later one, with the content of both and what both cost.
   *
   * @throws IOException if they are no messages
   */
  public static Buffer joined(Buffer first, Buffer later) throws IOException {
    JsonNode before = JSON.readTree(first.getBytes());
    JsonNode after = JSON.readTree(later.getBytes());
    String content =
        Stream.of(elements(first), elements(later))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(","));
    Cost cost = Cost.of(before.path("usage")).plus(Cost.of(after.path("usage")));
    BodyEdit edit = BodyEdit.NONE.set("content", "[" + content + "]").set("usage", cost.json());
    Buffer all = Buffer.buffer();
    edit.applyTo(List.of(later)).forEach(all::appendBuffer);
    return all;
  }

  /**
   * The elements of a message's content as they are, comma between them.
   *
   * @throws IOException if it is no message
   */
  public static String elements(Buffer message) throws IOException {
    try (JsonParser json = JsonBytes.parser(List.of(message))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean content = json.currentName().equals("content");
        boolean list = json.nextToken() == JsonToken.START_ARRAY;
        if (content && list) {
          int from = (int) JsonBytes.end(json);
          json.skipChildren();
          return message.getString(from, (int) JsonBytes.start(json)).strip();
        }
        json.skipChildren();
      }
    }
    throw new IOException("a message without a list of content");
  }
}
