package dev.holdfast.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.outcome.RandomJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random requests for messages that the API would take: every kind of block and tool, fields
 * that nobody has heard of, any order, blanks and escapes. And the same with one mistake.
 */
final class RandomRequest {
  /** One mistake, for which the API refuses a request. */
  enum Mistake {
    NO_MESSAGES(Check.NO_MESSAGES),
    EMPTY_MESSAGES(Check.NO_MESSAGES),
    MESSAGES_TEXT(Check.NO_MESSAGES),
    MESSAGES_OBJECT(Check.NO_MESSAGES),
    MESSAGES_NULL(Check.NO_MESSAGES),
    TOOLS_OBJECT(Check.BAD_TOOL),
    TOOLS_TEXT(Check.BAD_TOOL),
    TOOL_TEXT(Check.BAD_TOOL),
    TOOL_LIST(Check.BAD_TOOL),
    TOOL_NULL(Check.BAD_TOOL),
    TOOL_EMPTY(Check.BAD_TOOL),
    NAME_MISSING(Check.BAD_TOOL),
    NAME_NUMBER(Check.BAD_TOOL),
    NAME_NULL(Check.BAD_TOOL),
    NAME_LIST(Check.BAD_TOOL),
    NAME_EMPTY(Check.BAD_TOOL),
    NAME_BLANK(Check.BAD_TOOL),
    NAME_DOTTED(Check.BAD_TOOL),
    NAME_FOREIGN(Check.BAD_TOOL),
    NAME_LONG(Check.BAD_TOOL),
    NAME_ENDLESS(Check.BAD_TOOL),
    SCHEMA_MISSING(Check.BAD_TOOL),
    SCHEMA_NULL(Check.BAD_TOOL),
    SCHEMA_TEXT(Check.BAD_TOOL),
    SCHEMA_LIST(Check.BAD_TOOL),
    SCHEMA_TYPELESS(Check.BAD_TOOL),
    SCHEMA_ARRAY(Check.BAD_TOOL),
    SAME_NAME(Check.SAME_TOOL_NAME),
    MANY_TOKENS(Check.TOO_MANY_TOKENS),
    ENDLESS_TOKENS(Check.TOO_MANY_TOKENS);

    final Check check;

    Mistake(Check check) {
      this.check = check;
    }
  }

  private static final String NAME_SIGNS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  private static final List<String> SMALL =
      List.of("claude-haiku-4-5", "claude-haiku-4-5-20251001", "claude-opus-4-5-20251101");
  private static final List<String> LARGE =
      List.of("claude-opus-5", "claude-opus-5-5", "claude-sonnet-5", "claude-fable-5-1");
  private static final List<String> UNKNOWN =
      List.of("claude-opus-9", "anthropic.claude-opus-5", "gpt-oss", "claude-haiku-4-5@x", "");

  private final Random random;
  private final RandomJson json;

  RandomRequest(long seed) {
    this.random = new Random(seed);
    this.json = new RandomJson(random);
  }

  RandomJson json() {
    return json;
  }

  byte[] valid() {
    List<String> fields = body();
    fields.add(json.field("messages", some(1, this::message)));
    if (random.nextInt(4) > 0) {
      fields.add(json.field("tools", tools(null)));
    }
    return bytes(fields);
  }

  byte[] with(Mistake mistake) {
    List<String> fields = body();
    if (mistake != Mistake.NO_MESSAGES) {
      fields.add(json.field("messages", messages(mistake)));
    }
    fields.add(json.field("tools", tools(mistake)));
    if (mistake == Mistake.MANY_TOKENS || mistake == Mistake.ENDLESS_TOKENS) {
      fields.removeIf(field -> field.matches("(?s)\"m(ax_tokens|odel)\".*"));
      boolean small = random.nextBoolean();
      int most = small ? 64_000 : 128_000;
      String over = mistake == Mistake.MANY_TOKENS ? "" + (most + 1 + random.nextInt(9)) : "9e99";
      fields.add("\"max_tokens\" :" + over);
      fields.add(json.field("model", json.string(json.pick(small ? SMALL : LARGE))));
    }
    return bytes(fields);
  }

  private byte[] bytes(List<String> fields) {
    return json.object(fields).getBytes(UTF_8);
  }

  /** All but messages and tools. Names are written plainly here, so that they can be found. */
  private List<String> body() {
    List<String> fields = json.fields(3);
    int which = random.nextInt(3);
    String model = json.pick(which == 0 ? SMALL : which == 1 ? LARGE : UNKNOWN);
    int most = which == 0 ? 64_000 : which == 1 ? 128_000 : 999_999_999;
    fields.add("\"model\": " + json.string(model));
    fields.add("\"max_tokens\":" + number(random.nextInt(most + 1)));
    maybe(fields, "stream", json.pick(List.of("true", "false", "null")));
    maybe(fields, "system", random.nextBoolean() ? text() : some(0, this::textBlock));
    maybe(fields, "tool_choice", "{\"type\":\"tool\",\"name\":\"x\"}");
    maybe(
        fields,
        "metadata",
        "{\"user_id\":\"u\",\"messages\":[],\"tools\":[{}],\"max_tokens\":9e99}");
    maybe(fields, "thinking", "{\"type\":\"enabled\",\"budget_tokens\":1024}");
    maybe(fields, "stop_sequences", "[\"messages\",\"\",\"]\"]");
    return fields;
  }

  private String number(int value) {
    return switch (random.nextInt(4)) {
      case 0 -> value + ".0";
      case 1 -> value + "e0";
      default -> "" + value;
    };
  }

  private void maybe(List<String> fields, String name, String value) {
    if (random.nextBoolean()) {
      fields.add(json.field(name, value));
    }
  }

  private String messages(Mistake mistake) {
    return switch (mistake) {
      case EMPTY_MESSAGES -> json.list(List.of());
      case MESSAGES_TEXT -> text();
      case MESSAGES_OBJECT -> message();
      case MESSAGES_NULL -> "null";
      default -> some(1, this::message);
    };
  }

  private String message() {
    List<String> fields = json.fields(2);
    fields.add(json.field("role", json.pick(List.of("\"user\"", "\"assistant\""))));
    fields.add(json.field("content", random.nextBoolean() ? text() : content(2)));
    return json.object(fields);
  }

  private String content(int depth) {
    return some(0, () -> block(depth));
  }

  private String block(int depth) {
    String value =
        switch (random.nextInt(depth > 0 ? 14 : 10)) {
          case 0 -> textBlock();
          case 1 -> of("image", "source", base64());
          case 2 -> of("image", "source", "{\"type\":\"url\",\"url\":" + text() + "}");
          case 3 -> of("document", "source", "{\"type\":\"file\",\"file_id\":\"file_1\"}");
          case 4 -> of("tool_use", "input", json.value(3));
          case 5 -> of("thinking", "thinking", text());
          case 6 -> of("redacted_thinking", "data", text());
          case 7 -> of("server_tool_use", "name", "\"web_search\"");
          case 8 -> of("container_upload", "file_id", "\"file_1\"");
          case 9 -> of("never_heard_of", "tools", json.value(3));
          case 10 -> of("tool_result", "content", content(depth - 1));
          case 11 -> of("document", "source", "{\"content\":" + content(depth - 1) + "}");
          case 12 -> of("web_search_tool_result", "content", content(depth - 1));
          default -> of("mcp_tool_result", "messages", content(depth - 1));
        };
    return value;
  }

  private String of(String type, String field, String value) {
    List<String> fields = json.fields(1);
    fields.add(json.field("type", json.string(type)));
    fields.add(json.field(field, value));
    return json.object(fields);
  }

  private String textBlock() {
    return of("text", "text", text());
  }

  private String base64() {
    String data = "\"" + "iVBORw0KGgo".repeat(random.nextInt(30)) + "==\"";
    return json.object(
        List.of("\"type\":\"base64\"", "\"data\":" + data, "\"media_type\":\"a/b\""));
  }

  private String tools(Mistake mistake) {
    if (mistake == Mistake.TOOLS_OBJECT) {
      return tool("\"t\"", schema());
    }
    if (mistake == Mistake.TOOLS_TEXT) {
      return text();
    }
    List<String> tools = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tools.add(random.nextBoolean() ? tool(json.string(name(i)), schema()) : serverTool());
    }
    if (mistake != null && mistake.check != Check.NO_MESSAGES) {
      mistaken(mistake).forEach(t -> tools.add(random.nextInt(tools.size() + 1), t));
    }
    return json.list(tools);
  }

  private List<String> mistaken(Mistake mistake) {
    String name = json.string("mistaken");
    return switch (mistake) {
      case TOOL_TEXT -> List.of(text());
      case TOOL_LIST -> List.of("[" + tool(name, schema()) + "]");
      case TOOL_NULL -> List.of("null");
      case TOOL_EMPTY -> List.of("{ }");
      case NAME_MISSING -> List.of(tool(null, schema()));
      case NAME_NUMBER -> List.of(tool("12", schema()));
      case NAME_NULL -> List.of(tool("null", schema()));
      case NAME_LIST -> List.of(tool("[\"a\"]", schema()));
      case NAME_EMPTY -> List.of(tool("\"\"", schema()));
      case NAME_BLANK -> List.of(tool(json.string("a b"), schema()));
      case NAME_DOTTED -> List.of(tool(json.string("files.read"), schema()));
      case NAME_FOREIGN -> List.of(tool(json.string("größe"), schema()));
      case NAME_LONG -> List.of(tool("\"" + "x".repeat(129) + "\"", schema()));
      case NAME_ENDLESS -> List.of(tool("\"" + "x".repeat(5000) + "\"", schema()));
      case SCHEMA_MISSING -> List.of(tool(name, null));
      case SCHEMA_NULL -> List.of(tool(name, "null"));
      case SCHEMA_TEXT -> List.of(tool(name, text()));
      case SCHEMA_LIST -> List.of(tool(name, "[" + schema() + "]"));
      case SCHEMA_TYPELESS ->
          List.of(tool(name, "{\"properties\":{\"type\":{\"type\":\"object\"}}}"));
      case SCHEMA_ARRAY -> List.of(tool(name, "{\"type\":\"array\"}"));
      case SAME_NAME -> List.of(tool(name, schema()), tool(json.string("mistaken"), schema()));
      default -> List.of();
    };
  }

  private String tool(String name, String schema) {
    List<String> fields = json.fields(2);
    maybe(fields, "description", text());
    maybe(fields, "type", json.pick(List.of("\"custom\"", "null")));
    maybe(fields, "cache_control", "{\"type\":\"ephemeral\",\"name\":1}");
    maybe(fields, "input_examples", "[{\"name\":3,\"input_schema\":[]}]");
    if (name != null) {
      fields.add(json.field("name", name));
    }
    if (schema != null) {
      fields.add(json.field("input_schema", schema));
    }
    return json.object(fields);
  }

  private String name(int unique) {
    StringBuilder name = new StringBuilder("" + unique);
    int length = random.nextInt(5) == 0 ? 128 : 1 + random.nextInt(20);
    while (name.length() < length) {
      name.append(NAME_SIGNS.charAt(random.nextInt(NAME_SIGNS.length())));
    }
    return name.toString();
  }

  private String schema() {
    List<String> fields = json.fields(2);
    fields.add(json.field("type", json.string("object")));
    maybe(fields, "properties", "{\"type\":{\"type\":\"array\"},\"name\":{},\"input_schema\":4}");
    maybe(fields, "required", "[\"type\",\"name\"]");
    return json.object(fields);
  }

  /** Anthropic's own have no schema, and some have no name; tomorrow's are unknown. */
  private String serverTool() {
    return json.pick(
        List.of(
            "{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":5}",
            "{\"name\":\"str_replace_based_edit_tool\",\"type\":\"text_editor_20250728\"}",
            "{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"a b.c\"}",
            "{\"type\":\"computer_toolset_20260801\"}",
            "{\"name\":\"advisor\",\"type\":\"advisor_20260301\",\"model\":\"claude-opus-5\"}",
            "{\"name\":7,\"input_schema\":\"x\",\"type\":\"never_heard_of\"}"));
  }

  private String text() {
    return json.string(json.text(random.nextInt(60)));
  }

  private String some(int least, java.util.function.Supplier<String> element) {
    List<String> elements = new ArrayList<>();
    for (int i = least + random.nextInt(4); i > 0; i--) {
      elements.add(element.get());
    }
    return json.list(elements);
  }
}
