package dev.holdfast.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used, in tokens, as its {@code usage} tells; what is not told is nothing.
 *
 * @param input {@code input_tokens}: neither read from a cache nor written to one
 * @param cacheCreation {@code cache_creation_input_tokens}
 * @param cacheRead {@code cache_read_input_tokens}
 * @param output {@code output_tokens}
 */
public record Usage(long input, long cacheCreation, long cacheRead, long output) {
  /** Nothing was used, or nothing told. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /** The names of what it tells. */
  public static final List<String> FIELDS =
      List.of(
          "input_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens",
          "output_tokens");

  /** The input that counts towards rate limits: reading from a cache does not. */
  public long limited() {
    return input + cacheCreation;
  }

  /** Streams tell it twice, each time of all so far. */
  public Usage orMore(Usage later) {
    return new Usage(
        Math.max(input, later.input),
        Math.max(cacheCreation, later.cacheCreation),
        Math.max(cacheRead, later.cacheRead),
        Math.max(output, later.output));
  }

  /** Reads the object that a parser has just entered, to its end. */
  static Usage read(JsonParser json) throws IOException {
    Usage usage = NONE;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean number = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
      usage = number ? usage.with(name, Math.max(0, json.getValueAsLong())) : usage;
      json.skipChildren();
    }
    return usage;
  }

  /** The same with one more field; fields that do not matter here are passed over. */
  public Usage with(@Nullable String field, long tokens) {
    return switch (field == null ? "" : field) {
      case "input_tokens" -> new Usage(tokens, cacheCreation, cacheRead, output);
      case "cache_creation_input_tokens" -> new Usage(input, tokens, cacheRead, output);
      case "cache_read_input_tokens" -> new Usage(input, cacheCreation, tokens, output);
      case "output_tokens" -> new Usage(input, cacheCreation, cacheRead, tokens);
      default -> this;
    };
  }
}
