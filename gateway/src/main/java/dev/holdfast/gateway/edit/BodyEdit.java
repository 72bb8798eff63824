package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.gateway.edit.Members.Change;
import dev.holdfast.gateway.edit.Members.Deed;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes to the top-level fields of a JSON object. They are cut and pasted into its bytes:
 * numbers, escapes, blanks and the order of everything else stay as they were.
 *
 * <p>Immutable. A field has one change; a later one takes the place of an earlier one. Values are
 * JSON text and taken at their word; {@link JsonBytes#quoted} makes one of a string.
 */
public final class BodyEdit implements BodyChange {
  /** No change at all. */
  public static final BodyEdit NONE = new BodyEdit(Map.of());

  private final Map<String, Change> changes;

  private BodyEdit(Map<String, Change> changes) {
    this.changes = changes;
  }

  /** The field has this value, whatever it had before; where there was none it comes last. */
  public BodyEdit set(String field, String json) {
    return with(field, new Change(Deed.SET, json));
  }

  /** The field is gone. */
  public BodyEdit drop(String field) {
    return with(field, new Change(Deed.DROP, ""));
  }

  /**
   * The field, which must be a list if it is there, has these elements more, comma between them.
   */
  public BodyEdit append(String field, String json) {
    return with(field, new Change(Deed.APPEND, json));
  }

  private BodyEdit with(String field, Change change) {
    Map<String, Change> more = new LinkedHashMap<>(changes);
    more.put(field, change);
    return new BodyEdit(more);
  }

  /** Whether there is nothing to change. */
  public boolean none() {
    return changes.isEmpty();
  }

  /**
   * The changed object. Reads all of it, at a few nanoseconds a byte: not on an event loop if it is
   * big.
   *
   * @param chunks the object's bytes in UTF-8; not changed, and shared with the result
   * @throws IOException if they are not one JSON object, or a field to append to is not one list
   */
  @Override
  public List<Buffer> applyTo(List<Buffer> chunks) throws IOException {
    if (none()) {
      return chunks;
    }
    Members members = new Members(changes);
    try (JsonParser json = JsonBytes.parser(chunks)) {
      members.open(json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        members.member(json);
      }
    }
    return members.close().applyTo(chunks);
  }
}
