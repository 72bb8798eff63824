package dev.holdfast.gateway.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.history.Feed.Line;
import dev.holdfast.gateway.history.Incidents.Kept;
import dev.holdfast.gateway.history.Occurrence;
import dev.holdfast.gateway.history.Sums.Sum;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Story.Update;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The history as programs read it. */
final class HistoryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryJson() {}

  static String events(List<Line> lines) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode all = json.putArray("events");
    for (Line line : lines) {
      Occurrence told = line.occurrence();
      all.addObject()
          .put("id", line.id())
          .put("at", told.at().toString())
          .put("kind", told.kind().slug())
          .put("scope", told.scope())
          .put("severity", told.severity())
          .put("title", told.title())
          .put("body", told.body());
    }
    return json.toPrettyString();
  }

  static String incidents(List<Kept> incidents) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode all = json.putArray("incidents");
    incidents.forEach(kept -> incident(all.addObject(), kept));
    return json.toPrettyString();
  }

  private static void incident(ObjectNode to, Kept kept) {
    Incident incident = kept.incident();
    to.put("id", incident.id())
        .put("name", incident.name())
        .put("impact", incident.impact().slug())
        .put("status", incident.course().status().slug())
        .put("created", time(incident.course().created()))
        .put("monitoring", time(incident.course().monitoring()))
        .put("resolved", time(incident.course().resolved()))
        .put("match", kept.matched())
        .put("our_onset", time(kept.onset()));
    components(to.putArray("components"), incident.components());
    ArrayNode updates = to.putArray("updates");
    for (Update update : incident.story().updates()) {
      ObjectNode one = updates.addObject();
      one.put("at", time(update.at()))
          .put("status", update.status().slug())
          .put("body", update.body());
      components(one.putArray("affected"), update.affected());
    }
  }

  private static void components(ArrayNode to, List<Component> components) {
    for (Component one : components) {
      to.addObject().put("id", one.id()).put("name", one.name()).put("status", one.status().slug());
    }
  }

  /** One row for each step that has attempts, with a number for each class that has any. */
  static String sums(String step, List<Sum> sums) {
    Map<Instant, Map<String, Long>> rows = new TreeMap<>();
    for (Sum sum : sums) {
      if (sum.measure().equals("attempt")) {
        rows.computeIfAbsent(sum.at(), at -> new TreeMap<>())
            .merge(AttemptClass.of(sum.code(), sum.origin()).slug(), sum.count(), Long::sum);
      }
    }
    ObjectNode json = JSON.createObjectNode().put("step", step);
    ArrayNode all = json.putArray("rows");
    rows.forEach((at, counts) -> {
      ObjectNode row = all.addObject().put("at", at.toString());
      counts.forEach(row::put);
    });
    return json.toPrettyString();
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
