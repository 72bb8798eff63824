package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.Json;
import dev.holdfast.lab.wire.Rejected;
import io.vertx.core.MultiMap;
import java.io.IOException;

/** A request that has been read. */
record Incoming(String method, String path, MultiMap headers, byte[] body) {
  /** The body as JSON, or the API's complaint about it. */
  JsonNode json() throws Rejected {
    try {
      return Json.read(body);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      String message = "The request body is not valid JSON: " + reason;
      throw new Rejected(ApiError.badRequest(message));
    }
  }

  /** The {@code model} of the body, empty where there is none or the body is no JSON. */
  String model() {
    try {
      return body.length == 0 ? "" : Json.read(body).path("model").asText();
    } catch (IOException e) {
      return "";
    }
  }
}
