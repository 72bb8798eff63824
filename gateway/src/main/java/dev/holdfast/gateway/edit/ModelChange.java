package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.event.EndpointKey;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same request for another model: its name, and those parameters that the other model is known
 * to refuse. What is not known stays as it was: an answer of 400 then shows that the other model
 * cannot take this request.
 */
public final class ModelChange implements BodyChange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SAMPLING = Set.of("temperature", "top_p", "top_k");
  private static final Set<String> READ =
      Set.of("max_tokens", "thinking", "output_config", "tool_choice", "speed");

  private final String model;
  private final ModelTraits traits;

  /** For this model. */
  public ModelChange(String model) {
    this.model = model;
    this.traits = ModelTraits.of(EndpointKey.family(model));
  }

  @Override
  public List<Buffer> applyTo(List<Buffer> chunks) throws IOException {
    Map<String, JsonNode> fields = read(chunks);
    BodyEdit edit = BodyEdit.NONE.set("model", JsonBytes.quoted(model)).drop("speed");
    if (!traits.sampling()) {
      for (String field : SAMPLING) {
        edit = edit.drop(field);
      }
    }
    edit = tokens(edit, fields);
    edit = thinking(edit, fields);
    return effort(edit, fields).applyTo(chunks);
  }

  private static Map<String, JsonNode> read(List<Buffer> chunks) throws IOException {
    Map<String, JsonNode> fields = new HashMap<>();
    try (JsonParser json = JsonBytes.parser(chunks)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (READ.contains(name)) {
          fields.put(name, JSON.readTree(json));
        } else {
          json.skipChildren();
        }
      }
    }
    return fields;
  }

  private BodyEdit tokens(BodyEdit edit, Map<String, JsonNode> fields) {
    JsonNode tokens = fields.get("max_tokens");
    boolean tooMany =
        tokens != null && tokens.isIntegralNumber() && tokens.asLong() > traits.most();
    return tooMany ? edit.set("max_tokens", Long.toString(traits.most())) : edit;
  }

  /** Each generation has its own way to ask for thinking; the other's way is an error. */
  private BodyEdit thinking(BodyEdit edit, Map<String, JsonNode> fields) {
    JsonNode thinking = fields.get("thinking");
    if (thinking == null) {
      return edit;
    }
    String type = thinking.path("type").asText();
    return traits.thinking().contains(type) ? edit : edit.drop("thinking");
  }

  /** Only the effort goes: the rest of the same object may be the schema of the answer. */
  private BodyEdit effort(BodyEdit edit, Map<String, JsonNode> fields) {
    if (traits.effort() || !(fields.get("output_config") instanceof ObjectNode config)) {
      return edit;
    }
    config.remove("effort");
    return config.isEmpty()
        ? edit.drop("output_config")
        : edit.set("output_config", config.toString());
  }
}
