package dev.holdfast.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.alert.Silence;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Credential;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Pulse;
import dev.holdfast.gauge.Series;
import dev.holdfast.verdict.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways tell each other is the same at the other end. */
class TextsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Lane LANE = new Lane("/v1/messages", "opus-5", "4fa1c2d3", "v1 \"x\"");

  private static Series series(Code code) {
    return new Series(LANE, Measure.ATTEMPT, code, Origin.EDGE);
  }

  private static Telling telling() {
    Pulse pulse =
        new Pulse(
            NOON,
            List.of(
                new Pulse.Count(series(Code.OK), NOON.minusSeconds(9), 3),
                new Pulse.Count(series(Code.OK), NOON.minusSeconds(8), 1),
                new Pulse.Count(series(Code.OVERLOADED), NOON.minusSeconds(9), 20)),
            Map.of(
                "4fa1c2d3", new Credential(NOON.minusMillis(5), "org-1"),
                "main", new Credential(NOON, null)),
            List.of(new Pulse.Height("main", "opus-5", Code.REQUEST_LIMIT, 4000)));
    return new Telling(
        "one", "me", pulse, Set.of(new OpenBreaker("/v1/messages", "opus-5")), Set.of("main"));
  }

  @Test
  void aTellingIsTheSameAtTheOtherEnd() {
    assertThat(TellingJson.read(TellingJson.write(telling()))).isEqualTo(telling());
  }

  @Test
  void whatAnotherVersionCountsIsLeftOut() {
    String text = TellingJson.write(telling()).replace("OVERLOADED", "BORED");
    assertThat(TellingJson.read(text).pulse().counts()).hasSize(2);
  }

  static List<Order> orders() {
    return List.of(
        new Order.Acknowledge("holdfast/prod/auth-401/main"),
        new Order.Close("k"),
        new Order.Unsilenced("s1"),
        new Order.Deployed(new Deploy("*", "v2", NOON)),
        new Order.Silenced(new Silence("s1", Map.of("rule", "auth-401"), NOON, "ana")));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anOrderIsTheSameAtTheOtherEnd(Order order) {
    assertThat(OrderJson.read(OrderJson.write(order))).isEqualTo(order);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "{\"order\": \"dance\"}",
        "{\"order\": \"deploy\", \"at\": \"noon\"}",
        "{\"order\": \"silence\", \"until\": \"2026-11-23T12:00:00Z\"}"
      })
  void whatIsNoOrderIsRefused(String text) {
    assertThatThrownBy(() -> OrderJson.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "{\"keys\": {\"k\": [\"noon\"]}}", "[1"})
  void whatIsNoTellingIsRefused(String text) {
    assertThatThrownBy(() -> TellingJson.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
