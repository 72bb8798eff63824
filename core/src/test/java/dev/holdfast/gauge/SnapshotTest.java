package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int WEEK = 7 * 86_400;

  private final Gauges gauges = new Gauges();
  private final Feed feed = Feed.to(gauges);

  /** A simple model: all seconds ever, and the roundings that are promised. */
  @Property(tries = 300)
  void everySpanIsTheSumOfItsSeconds(
      @ForAll @Size(max = 60) List<@IntRange(max = WEEK) Integer> ages,
      @ForAll @IntRange(min = 1, max = WEEK) int span,
      @ForAll @IntRange(max = 4000) int past) {
    Gauges fresh = new Gauges();
    Instant end = NOON.plusSeconds(past);
    ages.stream()
        .sorted((a, b) -> b - a)
        .forEach(age -> Feed.to(fresh).ok(end.minusSeconds(age + 1), 1));
    long from = end.getEpochSecond() - span;
    int step = span <= 900 ? 1 : span <= 86_400 - 3600 ? 10 : 3600;
    long least = ages.stream().filter(age -> age + 1 <= span).count();
    long most = ages.stream().filter(age -> end.getEpochSecond() - age - 1 >= from - step).count();
    long counted = fresh.snapshot(end).over(Duration.ofSeconds(span)).attempts();
    assertThat(counted).isBetween(least, step == 1 ? least : most);
  }

  @Test
  void aLineIsSummedStepByStep() {
    feed.ok(NOON, 1);
    feed.ok(NOON.plusSeconds(1), 2);
    feed.lost(NOON.plusSeconds(3), 4, 529);
    Snapshot now = gauges.snapshot(NOON.plusSeconds(10));
    Duration second = Duration.ofSeconds(1);
    assertThat(now.line(NOON, NOON.plusSeconds(4), second, Series::attempt))
        .containsExactly(1, 2, 0, 4);
    assertThat(now.line(NOON, NOON.plusSeconds(5), second.multipliedBy(2), Series::bad))
        .containsExactly(0, 4, 0);
    assertThat(now.line(NOON.plusSeconds(5), NOON, second, Series::bad)).isEmpty();
  }

  @Test
  void theOnsetIsTheFirstBadSecondOfTheRun() {
    for (int i = 0; i < 600; i++) {
      feed.ok(NOON.plusSeconds(i), 9);
      if (i >= 250) {
        feed.lost(NOON.plusSeconds(i), 2, 500);
      }
    }
    Snapshot now = gauges.snapshot(NOON.plusSeconds(600));
    assertThat(now.run(lane -> true, 0.1).first()).isEqualTo(NOON.plusSeconds(250));
    assertThat(now.run(lane -> lane.model().equals("haiku-4-5"), 0.1)).isNull();
    assertThat(now.run(lane -> true, 0.5)).isNull();
  }

  @Test
  void anOnsetLongAgoIsKnownToTenSeconds() {
    for (int i = 0; i < 7200; i += 5) {
      feed.lost(NOON.plusSeconds(i), 1, 500);
    }
    Snapshot now = gauges.snapshot(NOON.plusSeconds(7200));
    assertThat(now.run(lane -> true, 0.1).first()).isEqualTo(NOON);
  }

  /** Only good minutes end a run, and between these failures there is nothing. */
  @Test
  void anOnsetLongAgoIsKnownWithMinutesBetweenFailures() {
    for (int i = 0; i <= 1430; i += 130) {
      feed.lost(NOON.plusSeconds(i), 1, 500);
    }
    Snapshot now = gauges.snapshot(NOON.plusSeconds(1460));
    assertThat(now.run(lane -> true, 0.1).first()).isEqualTo(NOON);
    assertThat(gauges.snapshot(NOON.plusSeconds(2500)).run(lane -> true, 0.1).first())
        .as("with nothing for a quarter of an hour")
        .isEqualTo(NOON);
  }

  @Test
  void anOnsetAfterAQuietQuarterOfAnHourIsKnownToTheSecond() {
    feed.ok(NOON, 1);
    feed.lost(NOON.plusSeconds(1207), 1, 500);
    Snapshot now = gauges.snapshot(NOON.plusSeconds(1210));
    assertThat(now.run(lane -> true, 0.1).first()).isEqualTo(NOON.plusSeconds(1207));
  }

  @Test
  void lanesAreKnownSinceTheirFirstEvent() {
    feed.ok(NOON, 1);
    feed.by("billing", "v2").ok(NOON.plusSeconds(7), 1);
    feed.by("billing", "v2").ok(NOON.plusSeconds(70), 1);
    assertThat(gauges.snapshot(NOON).lanes())
        .containsEntry(new Lane("/v1/messages", "opus-5", "billing", "v2"), NOON.plusSeconds(7))
        .hasSize(2);
  }
}
