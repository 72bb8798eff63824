package dev.holdfast.upstream;

import dev.holdfast.upstream.Incident.Course;
import dev.holdfast.upstream.Incident.Status;
import dev.holdfast.upstream.Story.Update;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident while it is being read. */
final class IncidentDraft {
  private final Fields fields;
  private final List<Component> components = new ArrayList<>();
  private final List<Update> updates = new ArrayList<>();
  private String id = "";
  private String name = "";
  private @Nullable String status;
  private @Nullable String impact;
  private @Nullable Instant created;
  private @Nullable Instant monitoring;
  private @Nullable Instant resolved;

  IncidentDraft(Fields fields) {
    this.fields = fields;
  }

  Incident read() throws IOException {
    fields.object(this::field);
    Status stage = Status.of(status);
    Impact heavy = Impact.of(impact);
    fields.unknown("incident status", status, stage);
    fields.unknown("incident impact", impact, heavy);
    Course course = new Course(stage, created, monitoring, resolved);
    return new Incident(id, heavy, course, components, new Story(name, updates));
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "id" -> id = orEmpty(fields.text(field));
      case "name" -> name = orEmpty(fields.text(field)).replace('\n', ' ');
      case "status" -> status = fields.text(field);
      case "impact" -> impact = fields.text(field);
      case "created_at" -> created = fields.moment(field);
      case "monitoring_at" -> monitoring = fields.moment(field);
      case "resolved_at" -> resolved = fields.moment(field);
      case "components" ->
          fields.objects(field, () -> components.add(new ComponentDraft(fields).read()));
      case "incident_updates" ->
          fields.objects(field, () -> updates.add(new UpdateDraft(fields).read()));
      default -> {}
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** An update while it is being read. */
  private static final class UpdateDraft {
    private final Fields fields;
    private final List<Component> affected = new ArrayList<>();
    private @Nullable String status;
    private String body = "";
    private @Nullable Instant at;

    UpdateDraft(Fields fields) {
      this.fields = fields;
    }

    Update read() throws IOException {
      fields.object(this::field);
      Status stage = Status.of(status);
      fields.unknown("update status", status, stage);
      return new Update(stage, body, at, affected);
    }

    /** {@code display_at} is not used: it can be back-dated. */
    private void field(String field) throws IOException {
      switch (field) {
        case "status" -> status = fields.text(field);
        case "body" -> body = orEmpty(fields.text(field));
        case "created_at" -> at = fields.moment(field);
        case "affected_components" ->
            fields.objects(field, () -> affected.add(new ComponentDraft(fields).read()));
        default -> {}
      }
    }
  }
}
