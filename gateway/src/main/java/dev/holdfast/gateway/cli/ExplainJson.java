package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.gateway.config.InForce;
import dev.holdfast.verdict.CodeReference.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The reference as programs read it. */
final class ExplainJson {
  private final InForce policy;

  ExplainJson(InForce policy) {
    this.policy = policy;
  }

  /** An array of rows. */
  String all(List<Row> rows) {
    return write(json -> {
      json.writeStartArray();
      for (Row row : rows) {
        object(json, row);
      }
      json.writeEndArray();
    });
  }

  /** One row. */
  String one(Row row) {
    return write(json -> object(json, row));
  }

  /** A code outside the reference. */
  String note(OtherCodes.Note note, int code) {
    return write(json -> {
      json.writeStartObject();
      json.writeNumberField("code", code);
      json.writeStringField("retry", "no");
      json.writeStringField("action", note.text());
      json.writeEndObject();
    });
  }

  private void object(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    json.writeNumberField("code", row.code());
    json.writeStringField("type", row.type());
    json.writeStringField("kind", row.kind().slug());
    json.writeStringField("meaning", row.meaning());
    json.writeStringField("retry", policy.retry(row));
    json.writeStringField("action", policy.action(row));
    json.writeStringField("concerns", row.told());
    json.writeEndObject();
  }

  private static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      content.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes something. */
  private interface Content {
    void to(JsonGenerator json) throws IOException;
  }
}
