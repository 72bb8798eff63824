package dev.holdfast.lab.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and scripts as people write them. */
class ScriptTest {
  @Test
  void aScriptHasWindowsAndStatusChanges() {
    Script script =
        Script.parse(
            """
            timeline:
              - {at: 10s, for: 10s, fault: 529}
              - {at: 12s, status: {components: {api: partial_outage}}}
              - at: 30s
                for: 1m
                fault: [500, 502, 529]
                share: 0.45
                models: ["claude-opus-*"]
                path: /v1/messages
            """);
    assertThat(script.changes()).hasSize(1);
    assertThat(script.changes().get(0).at()).hasSeconds(12);
    assertThat(script.changes().get(0).change().components())
        .isEqualTo(Map.of("api", "partial_outage"));
    assertThat(script.rules()).hasSize(2);
    assertThat(script.rules().get(0).mix()).hasToString("[529*]");
    FaultRule mixed = script.rules().get(1);
    assertThat(mixed.mix()).hasToString("[500*, 502*, 529*]");
    assertThat(mixed.share()).isEqualTo(0.45);
    assertThat(mixed.match()).isEqualTo(new Match("/v1/messages", List.of("claude-opus-*")));
    assertThat(mixed.window()).isEqualTo(Window.of(Duration.ofSeconds(30), Duration.ofSeconds(60)));
  }

  @Test
  void anEmptyScriptIsCalm() {
    assertThat(Script.parse("# nothing")).isEqualTo(Script.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timelin: []'|unknown script key 'timelin'; the nearest is 'timeline'",
        "'timeline: [{at: 1s}]'|timeline entry 1: nothing happens here",
        "'timeline: [{at: 1, fault: 529}]'|timeline entry 1: at: '1' is not a span of time",
        "'timeline: [{fault: 529}, {fault: 52}]'|timeline entry 2: status: '52' must be",
        "'timeline: [{fault: 529, share: 2}]'|timeline entry 1: entry: 'share' must be a number",
        "'timeline: [{fault: 529, faults: 529}]'|timeline entry 1: write either",
        "'timeline: [{status: {components: {apo: x}}}]'|timeline entry 1: unknown component 'apo'",
        "'timeline: [{status: {components: {api: bad}}}]'|timeline entry 1: unknown state 'bad'",
        "'timeline: [x'|not YAML: ",
        "'just text'|script: an object is expected",
      })
  void complaints(String yaml, String complaint) {
    assertThatThrownBy(() -> Script.parse(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(complaint)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Script.read(Path.of("no-such.yaml")))
        .hasMessage("script no-such.yaml: no such file");
  }

  @Test
  void aPostedRuleBeginsNow() throws Exception {
    Duration now = Duration.ofSeconds(7);
    String json = "{\"fault\":\"529\",\"for\":\"10s\",\"model\":\"m\",\"share\":0.5}";
    FaultRule rule = RuleReader.read(Json.read(json.getBytes(UTF_8)), now);
    assertThat(rule.window()).isEqualTo(Window.of(now, Duration.ofSeconds(10)));
    assertThat(rule.match().models()).containsExactly("m");
  }

  @Test
  void nobodyLocksHimselfOut() {
    assertThatThrownBy(() ->
            RuleReader.read(
                Json.read("{\"fault\":\"close-on-accept\"}".getBytes(UTF_8)), Duration.ZERO))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("shut this door too");
  }
}
