package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.event.EndpointKey;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The request that continues an answer which broke off, in the form that is documented for the
 * model: models up to 4.5 take the text so far as the beginning of the answer, later ones refuse
 * that and are told of it in a message
 * (https://platform.claude.com/docs/en/build-with-claude/streaming, "Error recovery").
 */
public final class ContinuedRequest implements BodyChange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READ =
      Set.of("model", "thinking", "tool_choice", "output_config", "output_format");

  /** Not a field of a request: whose the last message is. */
  private static final String LAST = "role of the last message";

  private final String text;

  /**
   * For this text.
   *
   * @param text what came of the answer; not blank
   */
  public ContinuedRequest(String text) {
    this.text = text;
  }

  /**
   * The request with one more message.
   *
   * @throws IOException if it cannot be continued: structured output and forced tools are whole or
   *     nothing, and who began the answer himself, or asked an old model to think, cannot begin it
   *     once more
   */
  @Override
  public List<Buffer> applyTo(List<Buffer> chunks) throws IOException {
    JsonNode fields = read(chunks);
    boolean prefill = ModelTraits.of(EndpointKey.family(fields.path("model").asText())).prefill();
    String choice = fields.path("tool_choice").path("type").asText();
    refuse(choice.equals("any") || choice.equals("tool"), "a forced tool");
    boolean shaped = fields.path("output_config").hasNonNull("format");
    refuse(shaped || fields.hasNonNull("output_format"), "structured output");
    boolean thinks = fields.path("thinking").path("type").asText().equals("enabled");
    refuse(prefill && thinks, "an answer after thinking");
    refuse(fields.path(LAST).asText().equals("assistant"), "an answer the caller began");
    return BodyEdit.NONE.append("messages", message(prefill)).applyTo(chunks);
  }

  private static void refuse(boolean impossible, String what) throws IOException {
    if (impossible) {
      throw new CannotChange(what + " cannot be continued");
    }
  }

  private String message(boolean prefill) {
    String role = prefill ? "assistant" : "user";
    String content =
        prefill
            ? text.stripTrailing()
            : "Your previous response was interrupted and ended with "
                + text
                + ". Continue from where you left off.";
    return "{\"role\":\"" + role + "\",\"content\":" + JsonBytes.quoted(content) + "}";
  }

  /** The fields that decide, and whose the last message is. */
  private static JsonNode read(List<Buffer> chunks) throws IOException {
    ObjectNode fields = JSON.createObjectNode();
    try (JsonParser json = JsonBytes.parser(chunks)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (READ.contains(name)) {
          fields.set(name, JSON.<JsonNode>readTree(json));
        } else if (name.equals("messages") && value == JsonToken.START_ARRAY) {
          fields.put(LAST, lastRole(json));
        } else {
          json.skipChildren();
        }
      }
    }
    return fields;
  }

  private static String lastRole(JsonParser json) throws IOException {
    String role = "";
    while (json.nextToken() != JsonToken.END_ARRAY) {
      role = role(json);
    }
    return role;
  }

  private static String role(JsonParser json) throws IOException {
    String role = "";
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return role;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("role");
      json.nextToken();
      role = wanted ? json.getValueAsString("") : role;
      json.skipChildren();
    }
    return role;
  }
}
