package dev.holdfast.preflight;

import dev.holdfast.outcome.JsonNames;
import dev.holdfast.outcome.JsonText;
import dev.holdfast.outcome.JsonVisitor;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of a request while its JSON passes. */
final class RequestReader implements JsonVisitor {
  private static final String MESSAGES = "messages";
  private static final String REQUESTS = "requests";
  private static final String TOOLS = "tools";

  static final JsonNames NAMES =
      JsonNames.of(
          "model",
          "stream",
          "speed",
          "max_tokens",
          MESSAGES,
          REQUESTS,
          TOOLS,
          "thread",
          "name",
          "type",
          "input_schema",
          "data");

  private final Base64Meter base64 = new Base64Meter();
  private final Findings toolFindings = new Findings();
  private final ToolReader tool = new ToolReader(toolFindings);

  private int depth;
  private @Nullable String field;
  private @Nullable String list;

  private boolean object;
  private int given;
  private boolean twice;
  private boolean stream;
  private boolean fast;
  private boolean thread;
  private boolean listOfMessages;
  private boolean offersTools;
  private @Nullable String model;
  private @Nullable String maxTokens;
  private long messages;
  private long requests;
  private long text;

  @Override
  public void name(@Nullable String name) {
    field = name;
  }

  @Override
  public void begin(boolean isObject) {
    if (depth == 0) {
      object = isObject;
    } else if (depth == 1) {
      list = top(isObject);
    } else {
      item(isObject);
    }
    depth++;
    base64.begin(depth);
    field = null;
  }

  @Override
  public void end() {
    base64.end(depth);
    depth--;
    if (TOOLS.equals(list)) {
      tool.end(depth);
    }
    field = null;
  }

  @Override
  public void scalar(Scalar kind, JsonText value) {
    text += kind == Scalar.TEXT ? value.length() : 0;
    if (depth == 2) {
      count();
    }
    if (TOOLS.equals(list)) {
      tool.scalar(depth, field, kind, value);
    }
    if (field != null) {
      base64.field(depth, field, value);
      if (depth == 1) {
        top(field, kind, value);
      }
    }
  }

  /** An object or a list in the body itself; gives the name of a list that is read closely. */
  private @Nullable String top(boolean isObject) {
    if (field == null) {
      return null;
    }
    once(field);
    thread |= field.equals("thread");
    listOfMessages |= !isObject && field.equals(MESSAGES);
    if (isObject && field.equals(TOOLS)) {
      toolFindings.add(Check.BAD_TOOL, TOOLS, "is an object, not a list");
    }
    return isObject ? null : field;
  }

  /** Something that is neither, in the body itself. */
  private void top(String name, Scalar kind, JsonText value) {
    once(name);
    switch (name) {
      case "model" -> model = kind == Scalar.TEXT ? value.toString() : null;
      case "stream" -> stream = kind == Scalar.TRUE;
      case "speed" -> fast = kind == Scalar.TEXT && value.is("fast");
      case "max_tokens" -> maxTokens = kind == Scalar.NUMBER ? value.toString() : null;
      case "thread" -> thread |= kind != Scalar.NULL;
      case TOOLS -> {
        if (kind != Scalar.NULL) {
          toolFindings.add(Check.BAD_TOOL, TOOLS, "is not a list");
        }
      }
      default -> {}
    }
  }

  /** Parsers differ in which one they take of a field that is given twice. */
  private void once(String name) {
    int bit = bit(name);
    twice |= (given & bit) != 0;
    given |= bit;
  }

  private static int bit(String name) {
    return switch (name) {
      case "model" -> 1;
      case "stream" -> 2;
      case "max_tokens" -> 4;
      case MESSAGES -> 8;
      case REQUESTS -> 16;
      case TOOLS -> 32;
      case "thread" -> 64;
      default -> 0;
    };
  }

  private void item(boolean isObject) {
    if (depth == 2) {
      count();
    }
    if (TOOLS.equals(list)) {
      tool.begin(depth, field, isObject);
    }
  }

  private void count() {
    messages += MESSAGES.equals(list) ? 1 : 0;
    requests += REQUESTS.equals(list) ? 1 : 0;
    offersTools |= TOOLS.equals(list);
  }

  // The facts, once the body has passed.

  /** Whether the body is an object. */
  boolean object() {
    return object;
  }

  /** Whether a field that is judged was given twice. */
  boolean twice() {
    return twice;
  }

  boolean gaveMessages() {
    return (given & bit(MESSAGES)) != 0;
  }

  boolean listOfMessages() {
    return listOfMessages;
  }

  /** Whether the server may know most of the conversation already. */
  boolean thread() {
    return thread;
  }

  boolean offersTools() {
    return offersTools;
  }

  boolean stream() {
    return stream;
  }

  /** Whether it asks for fast mode. */
  boolean fast() {
    return fast;
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
    return toolFindings;
  }
}
