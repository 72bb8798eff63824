package dev.holdfast.preflight;

import dev.holdfast.outcome.JsonText;
import dev.holdfast.outcome.JsonVisitor.Scalar;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges the definitions of tools. Only a tool of the caller's own is judged, one without a {@code
 * type} or with {@code custom}: those of Anthropic have other fields, and some have no name.
 */
final class ToolReader {
  /** The API's own pattern, as its error message quotes it. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

  /** So many names are compared; a body may have a million tools. */
  private static final int COMPARED = 10_000;

  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private int index = -1;
  private boolean unjudged;
  private @Nullable Field name;
  private @Nullable Field schema;
  private @Nullable Field schemaType;

  ToolReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * What a field has.
   *
   * @param text null if it is no string, or too long to be judged
   */
  private record Field(String kind, @Nullable String text) {
    static Field of(Scalar kind, JsonText text) {
      boolean readable = kind == Scalar.TEXT && (text.whole() || text.plain());
      return new Field(kind == Scalar.TEXT ? "string" : "scalar", readable ? "" + text : null);
    }
  }

  /** A tool begins. */
  void begin() {
    index++;
    unjudged = false;
    name = null;
    schema = null;
    schemaType = null;
  }

  /** An element of the list that is no object. */
  void notATool() {
    index++;
    bad("", "is not an object");
  }

  /** A field that is an object or a list. */
  void field(String field, boolean object) {
    put(field, new Field(object ? "object" : "list", null));
  }

  /** A field that is neither. */
  void field(String field, Scalar kind, JsonText text) {
    boolean absent = kind == Scalar.NULL && field.equals("type");
    if (!absent) {
      put(field, Field.of(kind, text));
    }
  }

  private void put(String field, Field value) {
    switch (field) {
      case "type" -> unjudged |= !"custom".equals(value.text());
      // A field that is given twice is left to the API.
      case "name" -> {
        unjudged |= name != null;
        name = value;
      }
      case "input_schema" -> {
        unjudged |= schema != null;
        schema = value;
      }
      default -> {}
    }
  }

  /** The {@code type} in the schema. */
  void schemaType(Scalar kind, JsonText text) {
    unjudged |= schemaType != null;
    schemaType = Field.of(kind, text);
  }

  /** The {@code type} in the schema is a list or an object: left to the API. */
  void schemaType() {
    unjudged = true;
  }

  /** The tool ends. */
  void end() {
    if (!unjudged) {
      name(name);
      schema(schema);
    }
  }

  private void name(@Nullable Field field) {
    if (field == null) {
      bad(".name", "is missing");
    } else if (!field.kind().equals("string")) {
      bad(".name", "is not a string");
    } else if (field.text() != null && !NAME.matcher(field.text()).matches()) {
      bad(".name", "is '" + shown(field.text()) + "', which is no name for a tool");
    } else if (field.text() != null && names.size() < COMPARED && !names.add(field.text())) {
      String what = "is '" + field.text() + "', as of a tool before it";
      findings.add(Check.SAME_TOOL_NAME, where(".name"), what);
    }
  }

  private void schema(@Nullable Field field) {
    Field type = schemaType;
    if (field == null) {
      bad(".input_schema", "is missing");
    } else if (!field.kind().equals("object")) {
      bad(".input_schema", "is not an object");
    } else if (type == null) {
      bad(".input_schema.type", "is missing");
    } else if (type.text() != null && !type.text().equals("object")) {
      bad(".input_schema.type", "is '" + shown(type.text()) + "', not 'object'");
    }
  }

  private void bad(String field, String what) {
    findings.add(Check.BAD_TOOL, where(field), what);
  }

  private String where(String field) {
    return "tools[" + index + "]" + field;
  }

  /** What callers send goes into a message only if it is plain and short. */
  private static String shown(String text) {
    String start = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return start.replaceAll("[^ -~…]", "?");
  }
}
