package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.gauge.Feed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertMemoryTest {
  @Test
  void itComesBackAsItWas() {
    AlertWorld world = new AlertWorld();
    Feed billing = world.feed.by("billing", "v1");
    world.pass(60, at -> billing.ok(at, 10));
    Feed fresh = world.feed.by("billing", "v2");
    world.pass(
        400,
        at -> {
          fresh.lost(at, 5, 529);
          fresh.lost(at, 5, 422);
        });
    world.rules.acknowledge("holdfast/default/sustained-5xx/v1/messages");
    world.rules.silence(
        new Silence("s", Map.of("key", "x*"), world.now.plus(Duration.ofHours(1)), "ada \"l\""));
    AlertMemory memory = world.rules.memory();
    assertThat(memory.alerts()).hasSizeGreaterThan(1);
    assertThat(memory.past().deploys()).hasSize(1);
    assertThat(AlertMemory.of(memory.json())).isEqualTo(memory);
    AlertRules next = AlertRules.resume(AlertSettings.defaults(), memory);
    assertThat(next.memory().json()).isEqualTo(memory.json());
  }

  @Test
  void nothingIsRememberedOfNothing() {
    AlertMemory memory = new AlertRules(AlertSettings.defaults()).memory();
    assertThat(memory).isEqualTo(AlertMemory.EMPTY);
    assertThat(AlertMemory.of(memory.json())).isEqualTo(AlertMemory.EMPTY);
    assertThat(AlertMemory.of("{}")).as("an older one").isEqualTo(AlertMemory.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{\"at\":7}",
        "{\"at\":\"noon\"}",
        "{\"alerts\":{}}",
        "{\"alerts\":[{\"rule\":\"sustained-6xx\"}]}",
        "{\"alerts\":[{}]}",
        "{\"runs\":[]}",
        "{\"runs\":{\"a\":{\"first\":\"2026-11-23T12:00:00Z\"}}}"
      })
  void whatCannotBeReadSaysSo(String json) {
    assertThatThrownBy(() -> AlertMemory.of(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s)(not JSON|not the memory of alerts|no rule).+");
  }
}
