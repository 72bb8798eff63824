package dev.holdfast.upstream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks JSON field by field. What nobody takes is skipped; what has the wrong type is noted. */
final class Fields {
  /** More of anything in one list is not a status page any more. */
  private static final int MOST = 500;

  private static final int MOST_ODDITIES = 20;
  private static final int SHOWN = 60;

  private final JsonParser json;
  private final List<String> oddities = new ArrayList<>();

  /** Takes the value of a field, if it wants to. */
  interface Taker {
    void take(String name) throws IOException;
  }

  /** Takes the object that the walk stands at. */
  interface Item {
    void take() throws IOException;
  }

  Fields(JsonParser json) {
    this.json = json;
  }

  /** Goes through the fields of the object that it stands at. */
  void object(Taker taker) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      taker.take(name);
      json.skipChildren();
    }
  }

  /** Goes through the objects of the list that it stands at. */
  void objects(String name, Item item) throws IOException {
    if (!atList()) {
      strange(name, "no list");
      return;
    }
    int count = 0;
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next != JsonToken.START_OBJECT) {
        strange(name, "an item that is no object");
      } else if (++count <= MOST) {
        item.take();
      }
      json.skipChildren();
    }
    if (count > MOST) {
      odd(name + ": only " + MOST + " of " + count + " read");
    }
  }

  boolean atList() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  /** The text that it stands at, cleaned; null if it is null or no text. */
  @Nullable String text(String name) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Words.clean(json.getText());
    }
    strange(name, "no text");
    return null;
  }

  /** The moment that it stands at; null if it is null or none. */
  @Nullable Instant moment(String name) throws IOException {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      odd(name + ": \"" + text + "\" is no time");
      return null;
    }
  }

  /** Notes a word that is not one of those known. */
  void unknown(String name, @Nullable String word, Enum<?> meaning) {
    if (meaning.name().equals("UNKNOWN")) {
      odd(name + (word == null ? " is missing" : ": unknown word \"" + word + "\""));
    }
  }

  /** Notes what it stands at, unless it is null: nulls are the page's way to leave things out. */
  private void strange(String name, String what) {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      odd(name + ": " + what);
    }
  }

  private void odd(String oddity) {
    String line = oddity.replace('\n', ' ');
    if (oddities.size() < MOST_ODDITIES && !oddities.contains(line)) {
      oddities.add(line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…");
    }
  }

  List<String> oddities() {
    return oddities;
  }
}
