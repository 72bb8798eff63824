package dev.holdfast.gateway.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the status page showed is there again as it was, and each update is news once. */
class IncidentsTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final String POSTED =
      """
      {"id": "i1", "status": "investigating", "created_at": "2026-11-23T11:30:00Z",
       "body": "We see errors on Opus 5.", "affected_components": [
         {"code": "k8w3r06qmzrp", "name": "Claude API", "old_status": "operational",
          "new_status": "partial_outage"}]}
      """;
  private static final String FIXED =
      """
      {"id": "i2", "status": "resolved", "created_at": "2026-11-23T11:50:00Z",
       "body": "This is over.", "affected_components": []}
      """;
  private static final String OLD =
      """
      {"id": "old", "name": "Long ago", "impact": "minor", "status": "resolved",
       "created_at": "2026-10-01T10:00:00Z", "resolved_at": "2026-10-01T11:00:00Z",
       "components": [], "incident_updates": [
         {"status": "resolved", "body": "Over.", "created_at": "2026-10-01T11:00:00Z"}]}
      """;

  private static byte[] document(String... incidents) {
    return ("{\"incidents\": [" + String.join(",", incidents) + "]}").getBytes(UTF_8);
  }

  private static String errors(String status, String resolved, String updates) {
    return """
    {"id": "x1", "name": "Elevated errors on Opus 5", "impact": "major", "status": "%s",
     "created_at": "2026-11-23T11:30:00Z", "resolved_at": %s, "components": [
       {"id": "k8w3r06qmzrp", "name": "Claude API", "status": "partial_outage"}],
     "incident_updates": [%s]}
    """
        .formatted(status, resolved, updates);
  }

  private static String open() {
    return errors("investigating", "null", POSTED);
  }

  private static String over() {
    return errors("resolved", "\"2026-11-23T11:50:00Z\"", FIXED + "," + POSTED);
  }

  private static List<Incident> read(byte[] json) {
    return ((Page) StatusReader.read(json)).incidents();
  }

  @Test
  void theArchiveTellsIncidentsAsThePageDid() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      Incidents archive = new Incidents(desk.history);
      assertThat(archive.backfill(document(over(), OLD), desk.now())).isEqualTo(2);
      desk.later(TEN);
      List<Incidents.Kept> all = archive.page(desk.now(), 10);
      assertThat(all).extracting(kept -> kept.incident().id()).containsExactly("x1", "old");
      Incident was = read(document(over())).get(0);
      Incident is = all.get(0).incident();
      assertThat(is.course()).isEqualTo(was.course());
      assertThat(is.impact()).isEqualTo(was.impact());
      assertThat(is.components()).isEqualTo(was.components());
      assertThat(is.story().updates()).isEqualTo(was.story().updates());
      assertThat(is.story().scope()).isEqualTo(was.story().scope());
      assertThat(is.api(Component.Status.UNKNOWN)).isEqualTo(was.api(Component.Status.UNKNOWN));
    }
  }

  @Test
  void anUpdateIsNewsOnceAndAnOldOneIsNone() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      for (int restart = 0; restart < 2; restart++) {
        Incidents archive = new Incidents(desk.history);
        archive.take(read(document(open(), OLD)), desk.now());
        archive.take(read(document(open(), OLD)), desk.now());
        archive.take(read(document(over(), OLD)), desk.now());
        desk.later(TEN);
      }
      assertThat(new Feed(desk.history).after(0, 100))
          .extracting(line -> line.occurrence().title())
          .containsExactly(
              "Elevated errors on Opus 5: investigating", "Elevated errors on Opus 5: resolved");
    }
  }

  @Test
  void barsAreMadeOfWhatWentOnBetween() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      Incidents archive = new Incidents(desk.history);
      archive.backfill(document(open(), OLD), desk.now());
      desk.later(TEN);
      Instant month = desk.now().minus(Duration.ofDays(30));
      assertThat(archive.between(month, desk.now()))
          .extracting(kept -> kept.incident().id())
          .containsExactly("x1");
      assertThat(archive.between(month.minus(Duration.ofDays(60)), month))
          .extracting(kept -> kept.incident().id())
          .containsExactly("old");
    }
  }

  @Test
  void theFirstOnsetOfOurOwnErrorsStays() throws HistoryOff {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      Incidents archive = new Incidents(desk.history);
      archive.take(read(document(open())), desk.now());
      Instant onset = Instant.parse("2026-11-23T11:16:00Z");
      archive.matched("x1", "possible", onset);
      archive.matched("x1", "yes", onset.plusSeconds(300));
      desk.later(TEN);
      Incidents.Kept kept = archive.page(desk.now(), 1).get(0);
      assertThat(kept.matched()).isEqualTo("yes");
      assertThat(kept.onset()).isEqualTo(onset);
    }
  }

  @Test
  void whatIsNoPageIsNoPast() {
    try (Desk desk = Desk.at(GatewayConfig.History.memory())) {
      assertThat(new Incidents(desk.history).backfill("<html>".getBytes(UTF_8), desk.now()))
          .isZero();
    }
  }
}
