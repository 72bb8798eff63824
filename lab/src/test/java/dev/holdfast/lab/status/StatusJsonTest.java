package dev.holdfast.lab.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.lab.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status page in Statuspage's schema. */
class StatusJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final StatusPage page = new StatusPage(NOON);

  @Test
  void aCalmSummary() throws Exception {
    JsonNode summary = read("summary.json", NOON);
    assertThat(names(summary))
        .containsExactlyInAnyOrder(
            "page", "components", "incidents", "scheduled_maintenances", "status");
    assertThat(summary.path("page").path("id").asText()).isEqualTo("tymt9n04zgry");
    assertThat(summary.path("status").path("indicator").asText()).isEqualTo("none");
    JsonNode api = summary.path("components").path(2);
    assertThat(api.path("id").asText()).isEqualTo("k8w3r06qmzrp");
    assertThat(api.path("name").asText()).isEqualTo("Claude API (api.anthropic.com)");
    assertThat(api.path("status").asText()).isEqualTo("operational");
    assertThat(names(api)).contains("position", "group_id", "only_show_if_degraded", "showcase");
  }

  @ParameterizedTest
  @CsvSource({
    "operational,none",
    "under_maintenance,maintenance",
    "degraded_performance,minor",
    "partial_outage,major",
    "major_outage,critical"
  })
  void theIndicatorFollowsTheWorstComponent(String state, String indicator) throws Exception {
    page.change(StatusChange.component("api", state), NOON);
    assertThat(read("status.json", NOON).path("status").path("indicator").asText())
        .isEqualTo(indicator);
  }

  @Test
  void anIncidentTellsItsStoryNewestFirst() throws Exception {
    page.change(incident("investigating", Duration.ofMinutes(12)), NOON);
    Instant later = NOON.plusSeconds(600);
    page.change(incident("resolved", Duration.ZERO), later);
    JsonNode incident = read("incidents.json", later).path("incidents").path(0);
    assertThat(incident.path("status").asText()).isEqualTo("resolved");
    assertThat(incident.path("started_at").asText()).isEqualTo("2026-11-23T11:48:00Z");
    assertThat(incident.path("resolved_at").asText()).isEqualTo("2026-11-23T12:10:00Z");
    assertThat(incident.path("monitoring_at").isNull()).isTrue();
    JsonNode updates = incident.path("incident_updates");
    assertThat(updates).hasSize(2);
    assertThat(updates.path(0).path("status").asText()).isEqualTo("resolved");
    assertThat(updates.path(0).path("affected_components").path(0).path("code").asText())
        .isEqualTo("k8w3r06qmzrp");
    assertThat(read("incidents/unresolved.json", later).path("incidents")).isEmpty();
    assertThat(read("summary.json", later).path("incidents")).isEmpty();
  }

  @Test
  void aPostTellsHowComponentsStoodWhenItWasPosted() throws Exception {
    page.change(StatusChange.component("api", "major_outage"), NOON);
    page.change(incident("investigating", Duration.ZERO), NOON);
    page.change(StatusChange.component("api", "degraded_performance"), NOON.plusSeconds(60));
    page.change(incident("monitoring", Duration.ZERO), NOON.plusSeconds(60));
    page.change(StatusChange.component("api", "operational"), NOON.plusSeconds(120));
    Instant later = NOON.plusSeconds(180);
    page.change(incident("resolved", Duration.ZERO), later);
    List<String> turns = new ArrayList<>();
    read("incidents.json", later)
        .at("/incidents/0/incident_updates")
        .forEach(update -> {
          JsonNode one = update.at("/affected_components/0");
          turns.add(one.path("old_status").asText() + " > " + one.path("new_status").asText());
        });
    assertThat(turns)
        .containsExactly(
            "degraded_performance > operational",
            "major_outage > degraded_performance",
            "operational > major_outage");
  }

  @Test
  void plannedChangesTakeEffectInTheirOwnTime() throws Exception {
    page.plan(StatusChange.component("api", "major_outage"), NOON.plusSeconds(20));
    page.plan(StatusChange.component("api", "partial_outage"), NOON.plusSeconds(10));
    assertThat(state(NOON.plusSeconds(9))).isEqualTo("operational");
    assertThat(state(NOON.plusSeconds(10))).isEqualTo("partial_outage");
    assertThat(state(NOON.plusSeconds(99))).isEqualTo("major_outage");
    assertThat(read("status.json", NOON).path("page").path("updated_at").asText())
        .isEqualTo("2026-11-23T12:00:20Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scheduled-maintenances.json",
        "scheduled-maintenances/upcoming.json",
        "scheduled-maintenances/active.json"
      })
  void noMaintenanceIsPlanned(String document) throws Exception {
    assertThat(read(document, NOON).path("scheduled_maintenances").isArray()).isTrue();
  }

  @Test
  void otherDocumentsDoNotExist() {
    assertThat(StatusJson.render(page, "nope.json", NOON)).isEmpty();
  }

  private String state(Instant now) throws Exception {
    return read("components.json", now).path("components").path(2).path("status").asText();
  }

  private JsonNode read(String document, Instant now) throws Exception {
    String json = StatusJson.render(page, document, now).orElseThrow();
    return Json.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static StatusChange incident(String status, Duration ago) {
    return StatusChange.incident(
        new IncidentChange(
            "x1",
            "Elevated errors on Claude Opus",
            "major",
            List.of("api"),
            List.of(new IncidentUpdate(status, "More soon.", ago)),
            ago));
  }
}
