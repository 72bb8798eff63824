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

  private static final int LIST = 2;
  private static final int TOOL = 3;
  private static final int SCHEMA = 4;

  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private int index = -1;
  private boolean unjudged;
  private boolean inSchema;
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

  /**
   * An object or a list begins.
   *
   * @param depth of what it stands in: the list of tools, a tool, its schema
   */
  void begin(int depth, @Nullable String field, boolean object) {
    if (depth == LIST) {
      index++;
      unjudged = false;
      name = null;
      schema = null;
      schemaType = null;
      if (!object) {
        notATool();
      }
    } else if (depth == TOOL) {
      inSchema = "input_schema".equals(field);
      put(field, new Field(object ? "object" : "list", null));
    } else if (depth == SCHEMA && inSchema && "type".equals(field)) {
      unjudged = true; // a list or an object as type is left to the API
    }
  }

  /** A string, number or word in one of them. */
  void scalar(int depth, @Nullable String field, Scalar kind, JsonText text) {
    if (depth == LIST) {
      index++;
      notATool();
    } else if (depth == TOOL && !(kind == Scalar.NULL && "type".equals(field))) {
      put(field, Field.of(kind, text));
    } else if (depth == SCHEMA && inSchema && "type".equals(field)) {
      unjudged |= schemaType != null;
      schemaType = Field.of(kind, text);
    }
  }

  private void notATool() {
    unjudged = true;
    bad("", "is not an object");
  }

  /** A field that is given twice is left to the API. */
  private void put(@Nullable String field, Field value) {
    switch (field == null ? "" : field) {
      case "type" -> unjudged |= !"custom".equals(value.text());
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

  /** An object or a list ended; the depth is the one that it stands in. */
  void end(int depth) {
    if (depth == LIST && !unjudged) {
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
