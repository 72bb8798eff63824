package dev.holdfast.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a successful answer means: its reading, why if it is a refusal, and what it used.
 *
 * @param category of a refusal, from {@code stop_details}: an open set; null if there is none
 * @param usage what it used; null if it did not tell
 */
public record Meaning(Reading reading, @Nullable String category, @Nullable Usage usage) {
  /** An answer that broke off after content came: what came is there, but not the end of it. */
  public static final Meaning CUT = new Meaning(Reading.TRUNCATED, null);

  private static final JsonFactory JSON = new JsonFactory();

  /** A meaning whose use is not known. */
  public Meaning(Reading reading, @Nullable String category) {
    this(reading, category, null);
  }

  /** What a stop reason alone says; null if there was none. */
  public static Meaning of(@Nullable String stopReason) {
    return new Meaning(Reading.of(stopReason), null);
  }

  /**
   * Reads a message that is not a stream. Never throws: what cannot be read is {@link
   * Reading#UNKNOWN}.
   *
   * @param body the JSON of the message
   * @param length how many of its bytes count
   */
  public static Meaning ofMessage(byte[] body, int length) {
    Message message = new Message();
    try (JsonParser json = JSON.createParser(body, 0, length)) {
      message.read(json);
    } catch (IOException unreadable) {
      // What was read before it broke still counts.
    }
    return of(message.stopReason)
        .withContent(message.content)
        .because(message.category)
        .using(message.usage);
  }

  /** The same with the category of the refusal, if it is one. */
  public Meaning because(@Nullable String refused) {
    return reading == Reading.REFUSED ? new Meaning(reading, refused, usage) : this;
  }

  /** The same, told whether there was any content: an end without any is an empty answer. */
  public Meaning withContent(boolean any) {
    return reading == Reading.COMPLETE && !any ? new Meaning(Reading.EMPTY, null, usage) : this;
  }

  /** The same, told whether the request offered tools: who has none cannot run one. */
  public Meaning withTools(boolean offered) {
    boolean unasked = reading == Reading.TOOL_CALL && !offered;
    return unasked ? new Meaning(Reading.UNEXPECTED_TOOL_CALL, null, usage) : this;
  }

  /** The same, told what it used. */
  public Meaning using(@Nullable Usage used) {
    return new Meaning(reading, category, used);
  }

  /** The few fields of a message that say what it means. */
  private static final class Message {
    private @Nullable String stopReason;
    private @Nullable String category;
    private @Nullable Usage usage;
    private boolean content;

    void read(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "stop_reason" -> stopReason = text(json);
          case "stop_details" -> details(json, value);
          case "content" -> content = filled(json, value);
          case "usage" -> used(json, value);
          default -> json.skipChildren();
        }
      }
    }

    private void details(JsonParser json, JsonToken value) throws IOException {
      while (value == JsonToken.START_OBJECT && json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("category");
        json.nextToken();
        String text = text(json);
        category = wanted ? text : category;
      }
    }

    private void used(JsonParser json, JsonToken value) throws IOException {
      if (value == JsonToken.START_OBJECT) {
        usage = Usage.read(json);
      } else {
        json.skipChildren();
      }
    }

    /** A value if it is a text, and past it whatever it is. */
    private static @Nullable String text(JsonParser json) throws IOException {
      String text = json.getValueAsString();
      json.skipChildren();
      return text;
    }

    private static boolean filled(JsonParser json, JsonToken value) throws IOException {
      boolean any = false;
      while (value == JsonToken.START_ARRAY && json.nextToken() != JsonToken.END_ARRAY) {
        any = true;
        json.skipChildren();
      }
      return any;
    }
  }
}
