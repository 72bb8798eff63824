package dev.holdfast.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A component while it is being read: of the page, of an incident, or of an update. */
final class ComponentDraft {
  private final Fields fields;
  private String id = "";
  private String name = "";
  private @Nullable String status;

  ComponentDraft(Fields fields) {
    this.fields = fields;
  }

  Component read() throws IOException {
    fields.object(this::field);
    Component.Status known = Component.Status.of(status);
    fields.unknown("component status", status, known);
    return new Component(id, name, known);
  }

  /** An update says {@code code} and {@code new_status} where all others say id and status. */
  private void field(String field) throws IOException {
    switch (field) {
      case "id", "code" -> id = orEmpty(fields.text(field));
      case "name" -> name = orEmpty(fields.text(field)).replace('\n', ' ');
      case "status", "new_status" -> status = fields.text(field);
      default -> {}
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
