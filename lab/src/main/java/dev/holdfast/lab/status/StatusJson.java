package dev.holdfast.lab.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.status.StatusPage.View;
import dev.holdfast.lab.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page in Statuspage's v2 JSON (https://status.claude.com/api). */
public final class StatusJson {
  private static final String PAGE_ID = "tymt9n04zgry";
  private static final int NEWEST = 50; // what the real incidents.json holds

  private final View view;

  private StatusJson(View view) {
    this.view = view;
  }

  /** Renders one of the documents under {@code /api/v2/}, or nothing for an unknown name. */
  public static Optional<String> render(StatusPage page, String document, Instant now) {
    return Optional.ofNullable(new StatusJson(page.view(now)).document(document)).map(Json::write);
  }

  private @Nullable ObjectNode document(String name) {
    ObjectNode root = Json.object();
    root.set("page", page());
    switch (name) {
      case "status.json" -> root.set("status", indicator());
      case "components.json" -> root.set("components", components());
      case "incidents.json" -> root.set("incidents", incidents(view.incidents()));
      case "incidents/unresolved.json" -> root.set("incidents", incidents(unresolved()));
      case "summary.json" -> {
        root.set("components", components());
        root.set("incidents", incidents(unresolved()));
        root.putArray("scheduled_maintenances");
        root.set("status", indicator());
      }
      case "scheduled-maintenances.json",
          "scheduled-maintenances/upcoming.json",
          "scheduled-maintenances/active.json" ->
          root.putArray("scheduled_maintenances");
      default -> {
        return null;
      }
    }
    return root;
  }

  private List<PostedIncident> unresolved() {
    return view.incidents().stream().filter(PostedIncident::unresolved).toList();
  }

  private ObjectNode page() {
    return Json.object()
        .put("id", PAGE_ID)
        .put("name", "Claude")
        .put("url", "https://status.claude.com")
        .put("time_zone", "Etc/UTC")
        .put("updated_at", time(view.updated()));
  }

  private ObjectNode indicator() {
    int worst = view.states().values().stream().mapToInt(Component.STATES::indexOf).max().orElse(0);
    return switch (Component.STATES.get(worst)) {
      case "major_outage" -> indicator("critical", "Major Service Outage");
      case "partial_outage" -> indicator("major", "Partial System Outage");
      case "degraded_performance" -> indicator("minor", "Partially Degraded Service");
      case "under_maintenance" -> indicator("maintenance", "Service Under Maintenance");
      default -> indicator("none", "All Systems Operational");
    };
  }

  private static ObjectNode indicator(String word, String description) {
    return Json.object().put("indicator", word).put("description", description);
  }

  private ArrayNode components() {
    ArrayNode all = Json.array();
    view.states().keySet().forEach(component -> all.add(component(component)));
    return all;
  }

  private ObjectNode component(Component component) {
    return Json.object()
        .put("id", component.id())
        .put("name", component.label())
        .put("status", view.states().get(component))
        .put("created_at", "2023-07-11T17:50:20.000Z")
        .put("updated_at", time(view.updated()))
        .put("position", List.of(Component.values()).indexOf(component) + 1)
        .putNull("description")
        .put("showcase", true)
        .put("start_date", "2023-07-11")
        .putNull("group_id")
        .put("page_id", PAGE_ID)
        .put("group", false)
        .put("only_show_if_degraded", false);
  }

  private ArrayNode incidents(List<PostedIncident> list) {
    ArrayNode all = Json.array();
    list.stream().limit(NEWEST).map(this::incident).forEach(all::add);
    return all;
  }

  private ObjectNode incident(PostedIncident incident) {
    ObjectNode node =
        Json.object()
            .put("id", incident.id())
            .put("name", incident.latest().name())
            .put("status", incident.status())
            .put("created_at", time(incident.started()))
            .put("updated_at", time(incident.updated()))
            .put("monitoring_at", reached(incident, "monitoring"))
            .put("resolved_at", reached(incident, "resolved"))
            .put("impact", incident.latest().impact())
            .put("shortlink", "https://stspg.io/" + incident.id())
            .put("started_at", time(incident.started()))
            .put("page_id", PAGE_ID);
    node.set("incident_updates", updates(incident));
    ArrayNode affected = node.putArray("components");
    affected(incident).forEach(component -> affected.add(component(component)));
    return node.putNull("reminder_intervals");
  }

  private ArrayNode updates(PostedIncident incident) {
    ArrayNode all = Json.array();
    for (int i = incident.posts().size() - 1; i >= 0; i--) { // newest first, as on the page
      PostedIncident.Post post = incident.posts().get(i);
      ObjectNode node =
          Json.object()
              .put("id", incident.id() + "-" + (i + 1))
              .put("status", post.status())
              .put("body", post.body())
              .put("incident_id", incident.id())
              .put("created_at", time(post.at()))
              .put("updated_at", time(post.at()))
              .put("display_at", time(post.at()));
      ArrayNode affected = node.putArray("affected_components");
      post.turns().forEach((component, turn) -> affected.add(affectedComponent(component, turn)));
      all.add(node.put("deliver_notifications", true).putNull("custom_tweet").putNull("tweet_id"));
    }
    return all;
  }

  private static ObjectNode affectedComponent(Component component, PostedIncident.Turn turn) {
    return Json.object()
        .put("code", component.id())
        .put("name", component.label())
        .put("old_status", turn.from())
        .put("new_status", turn.to());
  }

  private static List<Component> affected(PostedIncident incident) {
    return incident.latest().components().stream()
        .flatMap(name -> Component.named(name).stream())
        .toList();
  }

  private static @Nullable String reached(PostedIncident incident, String status) {
    return incident.reached(status).map(StatusJson::time).orElse(null);
  }

  private static String time(Instant moment) {
    return DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.MILLIS));
  }
}
