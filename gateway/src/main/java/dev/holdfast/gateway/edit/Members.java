package dev.holdfast.gateway.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Walks over the members of an object, changes those that are to change, and keeps its commas. */
final class Members {
  private final Map<String, Change> changes;
  private final Set<String> seen = new HashSet<>();
  private final Splices splices = new Splices();

  /** Where the inside of the object begins. */
  private long inside;

  /** Where the last member ended, or the inside begins. */
  private long end;

  /** Whether a member stays so far: what comes next wants a comma. */
  private boolean kept;

  /** What becomes of a member; the text is JSON. */
  record Change(Deed deed, String json) {
    private static final Change NONE = new Change(Deed.NONE, "");
  }

  /** The kinds of change. */
  enum Deed {
    NONE,
    SET,
    DROP,
    APPEND
  }

  Members(Map<String, Change> changes) {
    this.changes = changes;
  }

  void open(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not a JSON object");
    }
    inside = JsonBytes.end(json);
    end = inside;
  }

  /** One member; the parser stands at its name, and afterwards at the end of its value. */
  void member(JsonParser json) throws IOException {
    long from = JsonBytes.start(json);
    String name = json.currentName();
    Change change = changes.getOrDefault(name, Change.NONE);
    boolean again = change.deed != Deed.NONE && !seen.add(name);
    boolean list = json.nextToken() == JsonToken.START_ARRAY;
    long value = JsonBytes.start(json);
    boolean empty = list ? emptyList(json) : skip(json);
    long to = JsonBytes.end(json);
    if (change.deed == Deed.APPEND && (again || !list)) {
      throw new IOException(name + " is not one list");
    }
    if (again || change.deed == Deed.DROP) {
      drop(to);
    } else {
      keep(from);
      change(change, value, to, empty);
    }
    end = to;
  }

  private static boolean emptyList(JsonParser json) throws IOException {
    boolean empty = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      empty = false;
      json.skipChildren();
    }
    return empty;
  }

  private static boolean skip(JsonParser json) throws IOException {
    json.skipChildren();
    return false;
  }

  private void drop(long to) {
    if (kept) {
      splices.replace(end, to, "");
    }
  }

  /** What was dropped before the first member that stays goes with its commas. */
  private void keep(long from) {
    if (!kept && end > inside) {
      splices.replace(inside, from, "");
    }
    kept = true;
  }

  private void change(Change change, long value, long to, boolean empty) {
    if (change.deed == Deed.SET) {
      splices.replace(value, to, change.json);
    } else if (change.deed == Deed.APPEND) {
      splices.replace(to - 1, to - 1, empty ? change.json : "," + change.json);
    }
  }

  /** The object is over; what it had not is added. */
  Splices close() {
    if (!kept && end > inside) {
      splices.replace(inside, end, "");
    }
    changes.forEach(this::add);
    return splices;
  }

  private void add(String name, Change change) {
    if (change.deed == Deed.DROP || seen.contains(name)) {
      return;
    }
    String value = change.deed == Deed.SET ? change.json : "[" + change.json + "]";
    splices.replace(end, end, (kept ? "," : "") + JsonBytes.quoted(name) + ":" + value);
    kept = true;
  }
}
