package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the lab understands of a Messages request; everything else is accepted unread.
 *
 * @param tool the first tool offered, or the one that {@code tool_choice} names
 * @param toolForced whether {@code tool_choice} demands a tool
 * @param stopSequence the first of {@code stop_sequences}
 * @param inputTokens an estimate: four characters of the conversation each
 */
public record Ask(
    String model,
    boolean stream,
    @Nullable JsonNode tool,
    boolean toolForced,
    String stopSequence,
    long inputTokens) {

  /** Reads a request for a message, refusing what the API refuses. */
  public static Ask message(JsonNode body) throws Rejected {
    Ask ask = count(body);
    require(body.path("max_tokens").isIntegralNumber(), body, "max_tokens");
    if (body.path("max_tokens").asLong() < 1) {
      throw bad("max_tokens: must be greater than or equal to 1");
    }
    return ask;
  }

  /** Reads a request to count tokens: as a message, but without {@code max_tokens}. */
  public static Ask count(JsonNode body) throws Rejected {
    if (!body.isObject()) {
      throw bad("The request body is not valid JSON: an object is expected");
    }
    require(body.path("model").isTextual(), body, "model");
    require(body.path("messages").isArray(), body, "messages");
    String model = body.path("model").asText();
    if (model.startsWith("no-such")) {
      throw new Rejected(ApiError.notFound("model: " + model));
    }
    checkMessages(body.path("messages"));
    String choice = body.path("tool_choice").path("type").asText();
    return new Ask(
        model,
        body.path("stream").asBoolean(false),
        tool(body),
        choice.equals("any") || choice.equals("tool"),
        body.path("stop_sequences").path(0).asText("STOP"),
        tokens(body));
  }

  private static void checkMessages(JsonNode messages) throws Rejected {
    if (messages.isEmpty()) {
      throw bad("messages: at least one message is required");
    }
    for (int i = 0; i < messages.size(); i++) {
      String role = messages.get(i).path("role").asText();
      if (!role.equals("user") && !role.equals("assistant") && !role.equals("system")) {
        throw bad("messages.%d.role: Input should be 'user' or 'assistant'".formatted(i));
      }
    }
  }

  private static @Nullable JsonNode tool(JsonNode body) {
    String wanted = body.path("tool_choice").path("name").asText();
    JsonNode tools = body.path("tools");
    for (JsonNode tool : tools) {
      if (tool.path("name").asText().equals(wanted)) {
        return tool;
      }
    }
    return tools.get(0);
  }

  private static long tokens(JsonNode body) {
    long characters =
        0L
            + body.path("messages").toString().length()
            + body.path("system").toString().length()
            + body.path("tools").toString().length();
    return 1 + characters / 4;
  }

  private static void require(boolean right, JsonNode body, String field) throws Rejected {
    if (!right) {
      throw bad(field + (body.has(field) ? ": Input has the wrong type" : ": Field required"));
    }
  }

  private static Rejected bad(String message) {
    return new Rejected(ApiError.badRequest(message));
  }
}
