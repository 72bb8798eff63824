package dev.holdfast.situation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gauge.Feed;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.situation.Survey.Known;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where it fails: one key, version, gateway or model, or all of it. */
class WhereTest extends SurveyWorld {
  @Test
  void oneKeyThatFailsWhereOthersAreWellIsNamed() {
    every(60, 0, at -> Feed.to(gauges).by("billing-2", "v1").ok(at.minusSeconds(100), 1));
    every(60, 0, at -> opus().ok(at, 1));
    every(60, 0, at -> Feed.to(gauges).by("billing-2", "v1").lost(at, 1, 500));
    assertThat(signals().where()).isEqualTo(new Where(Where.Kind.ONE_KEY, "billing-2"));
    assertThat(row()).isEqualTo(Row.R11);
  }

  @Test
  void oneVersionThatFailsIsNamed() {
    every(60, 0, at -> opus().ok(at, 1));
    every(60, 0, at -> Feed.to(gauges).by("team-a", "v2").lost(at, 1, 500));
    assertThat(signals().where()).isEqualTo(new Where(Where.Kind.ONE_VERSION, "v2"));
  }

  @Test
  void oneModelThatFailsIsNamedAndIsNotLocal() {
    every(1200, 0, at -> opus().model("sonnet-5").ok(at, 1));
    every(1000, 0, at -> opus().lost(at, 1, 529));
    assertThat(signals().where()).isEqualTo(new Where(Where.Kind.ONE_MODEL, "opus-5"));
    assertThat(row()).isEqualTo(Row.R13);
  }

  @Test
  void theOnlyModelInUseIsEverything() {
    every(60, 0, at -> opus().lost(at, 1, 529));
    assertThat(signals().where()).isEqualTo(Where.WIDE);
  }

  @Test
  void oneGatewayIsNamedByTheFleet() {
    every(60, 0, at -> opus().lost(at, 1, 529));
    known = new Known(REMEDY, Map.of(), null, null, false, "gw-3");
    assertThat(signals().where()).isEqualTo(new Where(Where.Kind.ONE_GATEWAY, "gw-3"));
  }
}
