package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.event.EndpointKey;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** The same request with a higher {@code max_tokens}, as far as its model goes. */
public final class LongerRequest implements BodyChange {
  /** Enough to tell a limit that was set too low from one that no answer keeps. */
  private static final int TIMES = 4;

  /** A request that is sent as it is, but for its limit. */
  public LongerRequest() {}

  /**
   * The request with four times the limit, or what its model allows.
   *
   * @throws IOException if it has no limit, or its limit is the model's already
   */
  @Override
  public List<Buffer> applyTo(List<Buffer> chunks) throws IOException {
    String model = "";
    long limit = Long.MAX_VALUE;
    try (JsonParser json = JsonBytes.parser(chunks)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("model")) {
          model = json.getValueAsString("");
        } else if (name.equals("max_tokens") && value == JsonToken.VALUE_NUMBER_INT) {
          limit = json.getValueAsLong(Long.MAX_VALUE);
        }
        json.skipChildren();
      }
    }
    long most = ModelTraits.of(EndpointKey.family(model)).most();
    if (limit >= most) {
      throw new CannotChange("max_tokens cannot be raised");
    }
    long more = Math.min(most, TIMES * Math.max(1, limit));
    return BodyEdit.NONE.set("max_tokens", Long.toString(more)).applyTo(chunks);
  }
}
