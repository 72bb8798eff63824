package dev.holdfast.gateway.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.fleet.Order.Acknowledge;
import dev.holdfast.gateway.fleet.Order.Close;
import dev.holdfast.gateway.fleet.Order.Deployed;
import dev.holdfast.gateway.fleet.Order.Silenced;
import dev.holdfast.gateway.fleet.Order.Unsilenced;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An order as text, on its way to another gateway. */
public final class OrderJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OrderJson() {}

  /** The text. */
  public static String write(Order order) {
    ObjectNode json = JSON.createObjectNode();
    if (order instanceof Acknowledge one) {
      json.put("order", "acknowledge").put("key", one.key());
    } else if (order instanceof Close one) {
      json.put("order", "close").put("key", one.key());
    } else if (order instanceof Unsilenced one) {
      json.put("order", "unsilence").put("id", one.id());
    } else if (order instanceof Deployed one) {
      json.put("order", "deploy")
          .put("service", one.deploy().service())
          .put("version", one.deploy().version())
          .put("at", one.deploy().at().toString());
    } else if (order instanceof Silenced one) {
      json.put("order", "silence")
          .put("id", one.silence().id())
          .put("until", one.silence().until().toString())
          .put("author", one.silence().author());
      one.silence().matchers().forEach(json.putObject("matchers")::put);
    }
    return json.toString();
  }

  /**
   * The order of a text.
   *
   * @throws IllegalArgumentException if it is none, or one of another version
   */
  public static Order read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return switch (json.path("order").asText()) {
        case "acknowledge" -> new Acknowledge(json.path("key").asText());
        case "close" -> new Close(json.path("key").asText());
        case "unsilence" -> new Unsilenced(json.path("id").asText());
        case "deploy" -> new Deployed(deploy(json));
        case "silence" -> new Silenced(silence(json));
        default -> throw new IllegalArgumentException("not an order that is known here: " + text);
      };
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("not an order: " + e.getMessage(), e);
    }
  }

  private static Deploy deploy(JsonNode json) {
    return new Deploy(
        json.path("service").asText(),
        json.path("version").asText(),
        Instant.parse(json.path("at").asText()));
  }

  private static Silence silence(JsonNode json) {
    Map<String, String> matchers = new HashMap<>();
    json.path("matchers")
        .properties()
        .forEach(one -> matchers.put(one.getKey(), one.getValue().asText()));
    return new Silence(
        json.path("id").asText(),
        matchers,
        Instant.parse(json.path("until").asText()),
        json.path("author").asText());
  }
}
