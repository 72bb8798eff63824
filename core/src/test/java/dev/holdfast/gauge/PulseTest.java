package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several processes counted, in the gauges of one. */
class PulseTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Gauges one = new Gauges();
  private final Gauges other = new Gauges();
  private final Gauges all = new Gauges();

  /** Both tell every ten seconds, for a while. */
  private void tell(int seconds) {
    for (int i = 10; i <= seconds; i += 10) {
      Instant now = NOON.plusSeconds(i);
      all.add(one.snapshot(now).pulse(now.minusSeconds(10)));
      all.add(other.snapshot(now).pulse(now.minusSeconds(10)));
    }
  }

  @Test
  void theSumsOfAllAreThoseOfEachTogether() {
    for (int i = 0; i < 1800; i++) {
      Instant at = NOON.plusSeconds(i);
      Feed.to(one).ok(at, 3);
      Feed.to(other).lost(at, 1, 529);
      if (i % 10 == 9) {
        Instant now = at.plusSeconds(1);
        all.add(one.snapshot(now).pulse(now.minusSeconds(10)));
        all.add(other.snapshot(now).pulse(now.minusSeconds(10)));
      }
    }
    Snapshot sum = all.snapshot(NOON.plusSeconds(1800));
    for (int minutes : new int[] {1, 5, 15, 30}) {
      Figures figures = sum.over(Duration.ofMinutes(minutes));
      assertThat(figures.attempts(Code.OK)).isEqualTo(180L * minutes);
      assertThat(figures.attempts(Code.OVERLOADED)).isEqualTo(60L * minutes);
      assertThat(figures.lost()).isEqualTo(60L * minutes);
    }
    assertThat(sum.since()).isEqualTo(NOON);
  }

  @Test
  void aRunIsFoundByTheSecondThatAnotherProcessSaw() {
    Feed feed = Feed.to(other);
    for (int i = 0; i < 60; i++) {
      feed.attempts(NOON.plusSeconds(i), 1, Answers.status(i < 17 ? 200 : 529, "request-id", "r"));
    }
    tell(60);
    Run run = all.snapshot(NOON.plusSeconds(60)).run(lane -> true, 0.1);
    assertThat(run).isNotNull();
    assertThat(run.first()).isEqualTo(NOON.plusSeconds(17));
    assertThat(run.bad()).isEqualTo(43);
  }

  @Test
  void nothingIsToldTwiceAndWhatWasMissedIsToldLater() {
    Feed.to(one).ok(NOON.plusSeconds(3), 2);
    all.add(one.snapshot(NOON.plusSeconds(10)).pulse(NOON));
    assertThat(one.snapshot(NOON.plusSeconds(20)).pulse(NOON.plusSeconds(10)).counts()).isEmpty();
    Feed.to(one).ok(NOON.plusSeconds(25), 4);
    all.add(one.snapshot(NOON.plusSeconds(300)).pulse(NOON.plusSeconds(10)));
    assertThat(all.snapshot(NOON.plusSeconds(300)).over(Duration.ofMinutes(5)).attempts())
        .isEqualTo(6);
  }

  @Test
  void anHourWithoutAWordLosesWhatIsOlderThanAQuarter() {
    Feed.to(one).ok(NOON, 2);
    Feed.to(one).ok(NOON.plusSeconds(3000), 3);
    Pulse late = one.snapshot(NOON.plusSeconds(3600)).pulse(NOON);
    assertThat(late.counts()).extracting(Pulse.Count::count).containsExactlyInAnyOrder(3, 3);
  }

  @Test
  void whatComesTooLateIsInNobodysWay() {
    Pulse old = pulse(NOON, 5);
    Pulse fresh = pulse(NOON.plus(Duration.ofMinutes(32)), 7);
    all.add(fresh);
    all.add(old);
    Snapshot sum = all.snapshot(NOON.plus(Duration.ofMinutes(33)));
    assertThat(sum.over(Duration.ofMinutes(5)).attempts()).isEqualTo(7);
    assertThat(sum.over(Duration.ofHours(1)).attempts()).isEqualTo(12);
  }

  private static Pulse pulse(Instant second, int attempts) {
    Gauges gauges = new Gauges();
    Feed.to(gauges).ok(second, attempts);
    return gauges.snapshot(second.plusSeconds(1)).pulse(second);
  }

  @Test
  void keysAndLimitsOfOneAreKnownToAll() {
    Feed.to(one).by("4fa1c2d3", "-").attempts(NOON, 1, limited(4000));
    all.add(one.snapshot(NOON.plusSeconds(10)).pulse(Instant.MIN));
    Snapshot sum = all.snapshot(NOON.plusSeconds(10));
    assertThat(sum.credentials()).containsOnlyKeys("4fa1c2d3");
    LimitHistory limit = sum.allowance("4fa1c2d3", "opus-5", Code.REQUEST_LIMIT);
    assertThat(limit).isNotNull();
    assertThat(limit.latest()).isEqualTo(4000);
    assertThat(one.snapshot(NOON.plusSeconds(20)).pulse(NOON.plusSeconds(10)).keys())
        .as("only what is new")
        .isEqualTo(Map.of());
  }

  private static Outcome limited(long limit) {
    return Answers.status(
        200,
        "request-id",
        "r",
        "anthropic-ratelimit-requests-limit",
        Long.toString(limit),
        "anthropic-ratelimit-requests-remaining",
        "10");
  }
}
