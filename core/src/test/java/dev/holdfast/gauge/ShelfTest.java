package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Gauges gauges = new Gauges();
  private final Feed feed = Feed.to(gauges);

  private Snapshot after(Instant at) {
    return gauges.snapshot(at.plusSeconds(1));
  }

  private static int series(Figures figures) {
    AtomicInteger count = new AtomicInteger();
    figures.forEach((series, sum) -> count.incrementAndGet());
    return count.get();
  }

  @Test
  void nobodyMakesSeriesWithoutEndAndNothingIsLost() {
    for (int i = 0; i < 2000; i++) {
      Feed each = feed.model("model-" + i % 60).by("key-" + i, "v" + i);
      each.ok(NOON, 1);
      each.lost(NOON, 1, 529);
      each.path("/v1/files/" + i).lost(NOON, 1, 400);
      each.upstream("https://host-" + i).ok(NOON, 1);
    }
    Figures minute = after(NOON).over(MINUTE);
    assertThat(series(minute)).isLessThanOrEqualTo(500);
    assertThat(minute.attempts()).isEqualTo(8000);
    assertThat(minute.attempts(Code.OVERLOADED)).isEqualTo(2000);
    assertThat(after(NOON).lanes()).hasSizeLessThanOrEqualTo(500);
    assertThat(after(NOON).credentials()).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void anEndpointIsSeenHoweverManyLanesThereAre() {
    for (int i = 0; i < 1000; i++) {
      feed.by("key", "v" + i).ok(NOON, 1);
    }
    feed.by("key", "v1").lost(NOON, 7, 529);
    Figures messages = after(NOON).over(MINUTE).at(Axis.ENDPOINT, "/v1/messages");
    assertThat(messages.attempts()).isEqualTo(1007);
    assertThat(messages.attempts(Code.OVERLOADED)).isEqualTo(7);
  }

  @Test
  void strangersShareOneName() {
    for (int i = 0; i < 1000; i++) {
      feed.by("made-up-" + i, "v" + i).lost(NOON, 1, 401);
    }
    Figures minute = after(NOON).over(MINUTE);
    assertThat(minute.by(Axis.KEY)).containsOnlyKeys(Lane.STRANGER);
    assertThat(series(minute)).isEqualTo(2);
  }

  @Test
  void lanesWithoutTrafficMakeRoom() {
    for (int i = 0; i < 1000; i++) {
      feed.by("key", "v" + i).ok(NOON, 1);
    }
    Instant later = NOON.plus(Duration.ofHours(25));
    assertThat(after(later).lanes()).hasSizeLessThan(10);
    feed.by("key", "v2000").ok(later, 1);
    feed.by("key", "v7").ok(later, 1);
    assertThat(after(later).over(MINUTE).by(Axis.VERSION)).containsOnlyKeys("v2000", "v7");
  }
}
