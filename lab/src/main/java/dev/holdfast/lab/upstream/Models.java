package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.Json;
import dev.holdfast.lab.wire.Rejected;
import java.util.List;

/** The models endpoint. The list is a sample: the lab accepts any other name too. */
final class Models {
  private static final List<String> NAMES =
      List.of(
          "claude-opus-5-5",
          "claude-opus-5",
          "claude-sonnet-5",
          "claude-fable-5-1",
          "claude-haiku-4-5-20251001");

  ObjectNode list() {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    NAMES.forEach(name -> data.add(model(name)));
    return page.put("has_more", false)
        .put("first_id", NAMES.get(0))
        .put("last_id", NAMES.get(NAMES.size() - 1));
  }

  ObjectNode one(String name) throws Rejected {
    if (name.startsWith("no-such")) {
      throw new Rejected(ApiError.notFound("model: " + name));
    }
    return model(name);
  }

  private static ObjectNode model(String name) {
    return Json.object()
        .put("type", "model")
        .put("id", name)
        .put("display_name", name.replace('-', ' '))
        .put("created_at", "2026-01-01T00:00:00Z")
        .put("lifecycle", "active")
        .put("max_input_tokens", 200_000)
        .put("max_tokens", 64_000)
        .putNull("capabilities");
  }
}
