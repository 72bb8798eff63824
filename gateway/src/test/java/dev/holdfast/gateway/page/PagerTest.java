package dev.holdfast.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gateway.relay.Rig;
import dev.holdfast.lab.sink.LabSinks;
import dev.holdfast.lab.sink.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From failing calls to what strict sinks were told. */
class PagerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LabSinks sinks = LabSinks.start(0);

  @AfterEach
  void close() {
    sinks.close();
  }

  @Test
  void anOutageIsToldToEachInItsOwnWayAndSoIsItsEnd() throws Exception {
    SinkConfig.Type[] all = {
      SinkConfig.Type.PAGERDUTY,
      SinkConfig.Type.SLACK,
      SinkConfig.Type.ALERTMANAGER,
      SinkConfig.Type.WEBHOOK
    };
    try (World world = world(OutboxStore.NONE, all)) {
      world.outage();
      await(told -> senders(told).containsAll(List.of("pagerduty", "slack", "webhook")));
      await(told -> senders(told).contains("alertmanager"));
      assertThat(sinks.openIncidents())
          .containsExactly("holdfast/default/sustained-5xx/v1/messages");
      assertThat(sinks.firing(Instant.now())).hasSize(1);
      world.recovery();
      await(told -> sinks.openIncidents().isEmpty() && sinks.firing(Instant.now()).isEmpty());
      await(told -> sinks.told("slack").size() == 2 && sinks.told("webhook").size() == 2);
    }
    assertThat(sinks.told()).allMatch(Told::taken);
    assertThat(sinks.incidents()).isEqualTo(1);
    JsonNode webhook = sinks.told("webhook").get(0).body();
    assertThat(webhook.path("event").asText()).isEqualTo("triggered");
    assertThat(webhook.path("rule").asText()).isEqualTo("sustained-5xx");
    assertThat(webhook.path("action").asText()).isNotBlank();
  }

  @Test
  void aPageOutlivesThePoweringDownOfItsGateway() throws Exception {
    Kept kept = new Kept();
    sinks.faults("pagerduty", "500x*");
    try (World world = world(kept, SinkConfig.Type.PAGERDUTY)) {
      world.outage();
      await(told -> !told.isEmpty());
      world.killed();
      sinks.faults("pagerduty", "");
      world.skip(Duration.ofSeconds(30));
      world.pass(Duration.ofSeconds(20), 500);
      await(told -> told.stream().anyMatch(Told::taken));
      world.recovery();
      await(
          told -> sinks.openIncidents().isEmpty() && told.stream().filter(Told::taken).count() > 1);
    }
    List<String> taken =
        sinks.told().stream()
            .filter(Told::taken)
            .map(told -> told.body().path("event_action").asText())
            .toList();
    assertThat(taken).containsExactly("trigger", "resolve");
    assertThat(sinks.incidents()).isEqualTo(1);
  }

  @Test
  void whatWasToldBeforeARestartIsNotToldAgain() throws Exception {
    Kept kept = new Kept();
    try (World world = world(kept, SinkConfig.Type.PAGERDUTY)) {
      world.outage();
      await(told -> !told.isEmpty());
      awaitEmpty(world);
      world.killed();
      world.pass(Duration.ofMinutes(1), 500);
      world.recovery();
      await(told -> sinks.openIncidents().isEmpty());
    }
    assertThat(sinks.told()).hasSize(2);
  }

  @Test
  void aStoreThatFailsKeepsNobodyAsleep() throws Exception {
    Kept kept = new Kept();
    kept.broken = true;
    try (World world = world(kept, SinkConfig.Type.PAGERDUTY)) {
      world.outage();
      await(told -> sinks.incidents() == 1);
      assertThat(world.pager.view().kept()).isFalse();
    }
  }

  @Test
  void aTestReachesEachSinkAndSaysWhatItSaid() throws Exception {
    sinks.faults("slack", "403");
    try (World world =
        world(
            OutboxStore.NONE,
            SinkConfig.Type.PAGERDUTY,
            SinkConfig.Type.SLACK,
            SinkConfig.Type.WEBHOOK)) {
      List<TestResult> results = world.pager.test();
      assertThat(results).extracting(TestResult::ok).containsExactly(true, false, true);
      assertThat(results.get(1).said()).contains("403");
    }
    assertThat(sinks.incidents()).isEqualTo(1);
    assertThat(sinks.openIncidents()).isEmpty();
  }

  private World world(OutboxStore store, SinkConfig.Type... types) {
    return new World(sinks, store, types);
  }

  private void await(Predicate<List<Told>> wanted) throws Exception {
    sinks.await(wanted, PATIENCE);
  }

  /** The answer is read a moment after it was given. */
  private static void awaitEmpty(World world) {
    Rig.until(() -> world.pager.sinks().get(0).unsent() == 0, "delivered");
  }

  private static List<String> senders(List<Told> told) {
    return told.stream().map(Told::sink).toList();
  }
}
