package dev.holdfast.preflight;

import dev.holdfast.outcome.JsonNames;
import dev.holdfast.outcome.JsonText;
import dev.holdfast.outcome.JsonVisitor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of a request while its JSON passes. */
final class RequestReader implements JsonVisitor {
  static final JsonNames NAMES =
      JsonNames.of(
          "model",
          "stream",
          "max_tokens",
          "messages",
          "requests",
          "thread",
          "tools",
          "name",
          "type",
          "input_schema",
          "data");

  /** Where in a request something stands. */
  private enum Place {
    BODY,
    MESSAGES,
    REQUESTS,
    TOOLS,
    TOOL,
    SCHEMA,
    ELSEWHERE
  }

  /** Deeper than this nothing is of interest. */
  private static final int DEEPEST = 32;

  private final Place[] places = new Place[DEEPEST];
  private final Base64Meter base64 = new Base64Meter();
  private final Findings tools = new Findings();
  private final ToolReader tool = new ToolReader(tools);
  private final Set<String> given = new HashSet<>(8);
  private int depth;
  private @Nullable String field;

  private boolean object;
  private boolean ambiguous;
  private boolean stream;
  private boolean thread;
  private boolean listOfMessages;
  private @Nullable String model;
  private @Nullable String maxTokens;
  private long messages;
  private long requests;
  private long text;

  RequestReader() {
    Arrays.fill(places, Place.ELSEWHERE);
  }

  @Override
  public boolean name(@Nullable String name) {
    field = name;
    return name != null;
  }

  @Override
  public void begin(boolean isObject) {
    Place child = depth == 0 ? top(isObject) : child(isObject);
    depth++;
    if (depth < DEEPEST) {
      places[depth] = child;
    }
    base64.begin(depth);
    field = null;
  }

  @Override
  public void end() {
    if (place() == Place.TOOL) {
      tool.end();
    }
    base64.end(depth);
    depth--;
    field = null;
  }

  @Override
  public void scalar(Scalar kind, JsonText value) {
    text += kind == Scalar.TEXT ? value.length() : 0;
    count(place());
    if (place() == Place.TOOLS) {
      tool.notATool();
    }
    if (field != null) {
      scalar(field, kind, value);
    }
  }

  private void scalar(String name, Scalar kind, JsonText value) {
    base64.field(depth, name, value);
    switch (place()) {
      case BODY -> top(name, kind, value);
      case TOOL -> tool.field(name, kind, value);
      case SCHEMA -> {
        if (name.equals("type")) {
          tool.schemaType(kind, value);
        }
      }
      default -> {}
    }
  }

  private Place place() {
    return depth < DEEPEST ? places[depth] : Place.ELSEWHERE;
  }

  private Place top(boolean isObject) {
    object = isObject;
    return isObject ? Place.BODY : Place.ELSEWHERE;
  }

  /** Where the object or list that begins stands. */
  private Place child(boolean isObject) {
    count(place());
    return switch (place()) {
      case BODY -> field == null ? Place.ELSEWHERE : ofBody(field, isObject);
      case TOOLS -> ofTools(isObject);
      case TOOL -> field == null ? Place.ELSEWHERE : ofTool(field, isObject);
      case SCHEMA -> ofSchema();
      default -> Place.ELSEWHERE;
    };
  }

  private Place ofBody(String name, boolean isObject) {
    ambiguous |= !given.add(name);
    thread |= name.equals("thread");
    if (isObject) {
      wrongTools(name, "is not a list");
      return Place.ELSEWHERE;
    }
    listOfMessages |= name.equals("messages");
    return switch (name) {
      case "messages" -> Place.MESSAGES;
      case "requests" -> Place.REQUESTS;
      case "tools" -> Place.TOOLS;
      default -> Place.ELSEWHERE;
    };
  }

  private Place ofTools(boolean isObject) {
    if (isObject) {
      tool.begin();
      return Place.TOOL;
    }
    tool.notATool();
    return Place.ELSEWHERE;
  }

  private Place ofTool(String name, boolean isObject) {
    tool.field(name, isObject);
    return isObject && name.equals("input_schema") ? Place.SCHEMA : Place.ELSEWHERE;
  }

  private Place ofSchema() {
    if ("type".equals(field)) {
      tool.schemaType();
    }
    return Place.ELSEWHERE;
  }

  private void top(String name, Scalar kind, JsonText value) {
    ambiguous |= !given.add(name);
    switch (name) {
      case "model" -> model = kind == Scalar.TEXT ? value.toString() : null;
      case "stream" -> stream = kind == Scalar.TRUE;
      case "max_tokens" -> maxTokens = kind == Scalar.NUMBER ? value.toString() : null;
      case "thread" -> thread |= kind != Scalar.NULL;
      default -> {
        if (kind != Scalar.NULL) {
          wrongTools(name, "is not a list");
        }
      }
    }
  }

  private void wrongTools(String name, String what) {
    if (name.equals("tools")) {
      tools.add(Check.BAD_TOOL, "tools", what);
    }
  }

  private void count(Place list) {
    messages += list == Place.MESSAGES ? 1 : 0;
    requests += list == Place.REQUESTS ? 1 : 0;
  }

  // The facts, once the body has passed.

  /** Whether it is an object in which no field of interest is given twice. */
  boolean clear() {
    return object && !ambiguous;
  }

  boolean object() {
    return object;
  }

  boolean gave(String name) {
    return given.contains(name);
  }

  boolean listOfMessages() {
    return listOfMessages;
  }

  /** Whether most of the conversation may be known to the server already. */
  boolean thread() {
    return thread;
  }

  boolean stream() {
    return stream;
  }

  @Nullable String model() {
    return model;
  }

  /** {@code max_tokens} as written; null if it is no number. */
  @Nullable String maxTokens() {
    return maxTokens;
  }

  long messages() {
    return messages;
  }

  long requests() {
    return requests;
  }

  /** Bytes of inline base64. */
  long base64() {
    return base64.bytes();
  }

  /** What the input probably costs: four bytes of text a token. */
  long tokens() {
    return Math.max(0, text - base64.bytes()) / 4 + base64.tokens();
  }

  Findings tools() {
    return tools;
  }
}
