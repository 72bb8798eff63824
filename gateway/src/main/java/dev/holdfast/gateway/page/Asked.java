package dev.holdfast.gateway.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.config.DurationText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody posts to the admin listener: a small JSON object, read strictly. */
final class Asked {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 64 * 1024;

  private final JsonNode json;

  private Asked(JsonNode json) {
    this.json = json;
  }

  /**
   * What is done with it, on a worker thread; an {@link IllegalArgumentException} is told as 400,
   * an {@link IllegalStateException} as 503.
   */
  interface Deed {
    Answer of(Asked asked) throws InterruptedException;
  }

  /** Reads the body and does something with it. */
  static Future<Answer> then(Vertx vertx, HttpServerRequest request, Deed deed) {
    return body(request)
        .compose(body ->
            vertx.executeBlocking(() -> answer(body, deed), false).map(Objects::requireNonNull));
  }

  private static Answer answer(@Nullable Buffer body, Deed deed) throws InterruptedException {
    try {
      return deed.of(read(body));
    } catch (IllegalArgumentException e) {
      return Answer.plain(400, String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      return Answer.plain(503, String.valueOf(e.getMessage()));
    }
  }

  /** The whole body; null if it is too large. */
  private static Future<@Nullable Buffer> body(HttpServerRequest request) {
    Promise<@Nullable Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() > LARGEST) {
        whole.tryComplete(null);
      } else {
        body.appendBuffer(part);
      }
    });
    request.endHandler(end -> whole.tryComplete(body));
    request.exceptionHandler(whole::tryFail);
    return whole.future();
  }

  private static Asked read(@Nullable Buffer body) {
    if (body == null) {
      throw new IllegalArgumentException("more than 64 KB is no order");
    }
    try {
      String text = body.toString(StandardCharsets.UTF_8);
      JsonNode json = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      if (json.isObject()) {
        return new Asked(json);
      }
    } catch (JsonProcessingException e) {
      // Told below, as any other mistake.
    }
    throw new IllegalArgumentException("the body is no JSON object");
  }

  /** Nothing but these fields is known. */
  Asked only(String... names) {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    Set.of(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown field '%s': there are %s"
              .formatted(unknown.iterator().next(), String.join(", ", names)));
    }
    return this;
  }

  /** A text that must be there. */
  String text(String name) {
    String text = textOr(name, "");
    if (text.isBlank()) {
      throw new IllegalArgumentException("the field '" + name + "' is missing");
    }
    return text;
  }

  /** A text, or what stands for it. */
  String textOr(String name, String otherwise) {
    JsonNode value = json.path(name);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw new IllegalArgumentException("the field '" + name + "' must be a text");
    }
    return value.asText(otherwise);
  }

  /** A duration that must be there. */
  Duration duration(String name) {
    try {
      return DurationText.read(text(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the field '" + name + "': '" + text(name) + "' " + e.getMessage(), e);
    }
  }

  JsonNode at(String name) {
    return json.path(name);
  }
}
