package dev.holdfast.situation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.View;
import dev.holdfast.upstream.Incident;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A situation as JSON: the same from the admin API, the command line and the library. */
public final class SituationJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private SituationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes it, on one line. */
  public static String write(Situation situation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new SituationJson(json).whole(situation);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private void whole(Situation situation) throws IOException {
    Signals signals = situation.signals();
    json.writeStartObject();
    json.writeStringField("advice", situation.advice().slug());
    json.writeStringField("cause", situation.cause().slug());
    json.writeStringField("row", situation.row().id());
    texts("scope", situation.scope());
    json.writeStringField("sentence", situation.sentence());
    texts("remarks", situation.remarks());
    json.writeStringField("indicator", signals.page().indicator().slug());
    upstream(signals.page().view());
    local(signals.local());
    json.writeArrayFieldStart("incidents");
    for (IncidentMatch match : signals.page().incidents()) {
      incident(match);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void upstream(View view) throws IOException {
    json.writeObjectFieldStart("upstream");
    json.writeStringField("component", view.component().slug());
    moment("checked", view.checked());
    json.writeStringField("host", view.configured() ? view.host() : null);
    json.writeStringField("trouble", view.trouble());
    json.writeEndObject();
  }

  private void local(Local local) throws IOException {
    json.writeObjectFieldStart("local");
    json.writeStringField("level", local.level().slug());
    moment("since", local.since());
    json.writeEndObject();
  }

  private void incident(IncidentMatch match) throws IOException {
    Incident incident = match.incident();
    json.writeStartObject();
    json.writeStringField("id", incident.id());
    json.writeStringField("name", incident.name());
    json.writeStringField("status", incident.course().status().slug());
    json.writeStringField("impact", incident.impact().slug());
    json.writeStringField("match", match.strength().slug());
    texts("reasons", match.reasons());
    json.writeStringField("pin", match.pin() == null ? null : match.pin().slug());
    json.writeEndObject();
  }

  private void texts(String name, Iterable<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void moment(String name, @Nullable Instant moment) throws IOException {
    if (moment == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, moment.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }
}
