package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Gauges gauges = new Gauges();
  private final Feed feed = Feed.to(gauges);

  private Spread by(Axis axis) {
    return Spread.of(gauges.snapshot(NOON.plusSeconds(1)).over(Duration.ofMinutes(1)), axis);
  }

  @Test
  void oneKeyFailsWhileTheOthersAreFine() {
    feed.by("a", "v1").ok(NOON, 50);
    feed.by("b", "v1").ok(NOON, 50);
    feed.by("c", "v1").ok(NOON, 1);
    feed.by("c", "v1").lost(NOON, 20, 500);
    assertThat(by(Axis.KEY).only()).isEqualTo("c");
    assertThat(by(Axis.KEY).fine()).containsExactly("a", "b");
    assertThat(by(Axis.MODEL).only()).as("nothing to compare with").isNull();
  }

  @Test
  void allFail() {
    feed.by("a", "v1").ok(NOON, 1);
    feed.by("b", "v1").ok(NOON, 1);
    feed.by("a", "v1").lost(NOON, 20, 500);
    feed.by("b", "v1").lost(NOON, 20, 500);
    assertThat(by(Axis.KEY).failing()).containsExactly("a", "b");
    assertThat(by(Axis.KEY).only()).isNull();
  }

  @Test
  void fewAttemptsProveNothing() {
    feed.by("a", "v1").ok(NOON, 9);
    feed.by("b", "v1").ok(NOON, 1);
    feed.by("b", "v1").lost(NOON, 5, 500);
    assertThat(by(Axis.KEY).only()).as("nine are too few to be fine").isNull();
    feed.by("a", "v1").ok(NOON, 1);
    assertThat(by(Axis.KEY).only()).isEqualTo("b");
  }

  @Test
  void anyTroubleHasASpread() {
    feed.by("a", "v1").ok(NOON, 50);
    feed.by("a", "v2").lost(NOON, 9, 422);
    Figures figures = gauges.snapshot(NOON.plusSeconds(1)).over(Duration.ofMinutes(1));
    Spread spread =
        Spread.of(figures, Axis.VERSION, s -> s.attempt() && s.code() == Code.UNPROCESSABLE);
    assertThat(spread.only()).isEqualTo("v2");
  }
}
