package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Refuse;
import dev.holdfast.quota.Pace.Wait;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a 429 does to all who share the limit. */
class GateTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  private static QuotaReading left(long requests, long tokens, @Nullable String resets) {
    Map<Dimension, Limit> limits = new EnumMap<>(Dimension.class);
    limits.put(Dimension.REQUESTS, new Limit(60, requests, resets));
    limits.put(Dimension.INPUT_TOKENS, new Limit(60_000, tokens, resets));
    return new QuotaReading(limits, null, null, null);
  }

  @Test
  void nobodyGoesBeforeTheHintHasPassedNotEvenWithoutPacing() {
    for (QuotaPolicy policy : new QuotaPolicy[] {QuotaPolicy.ON, QuotaPolicy.OFF}) {
      QuotaWorld world = new QuotaWorld(policy);
      world.limited(world.ask(), QuotaReading.NONE, TEN);
      for (Priority priority : Priority.values()) {
        Pace pace = world.ask(priority, 0);
        assertThat(world.wait(pace)).isEqualTo(TEN);
        assertThat(((Wait) pace).together()).as("each adds a moment of its own").isTrue();
      }
      world.pass(10);
      assertThat(world.open()).isTrue();
    }
  }

  @Test
  void whoWaitsAlreadyIsKeptOutToo() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    Wait waiting = (Wait) world.ask();
    world.limited(world.ask(Priority.CRITICAL, 0), left(0, 60_000, null), TEN);
    world.now = waiting.until();
    Pace again = world.quota.again(world.now, waiting.place(), Duration.ofMinutes(1));

    assertThat(world.wait(again)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
    assertThat(((Wait) again).together()).as("the bucket spreads them").isFalse();
  }

  @Test
  void aLaterHintOnlyKeepsItClosedLonger() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.limited(world.ask(), QuotaReading.NONE, TEN);
    world.limited(world.ask(), QuotaReading.NONE, Duration.ofSeconds(2));
    world.pass(9.999);
    assertThat(world.open()).isFalse();
    assertThat(world.quota.view(world.now).closedUntil())
        .isEqualTo(world.now.plus(Duration.ofMillis(1)));
  }

  @Test
  void whatWasRefusedTookNothing() {
    QuotaWorld world = QuotaWorld.requests(60);
    Pace share = world.ask(Priority.INTERACTIVE, 5_000);
    world.limited(share, left(60, 0, null), TEN);

    assertThat(world.usedShare(Dimension.REQUESTS)).isZero();
  }

  @Test
  void afterwardsTheyGoAtThePaceOfTheExhaustedLimit() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.limited(world.ask(), left(0, 60_000, null), TEN);
    world.pass(10);

    assertThat(world.drain(Priority.CRITICAL)).as("what came in ten seconds").isEqualTo(10);
  }

  @Test
  void aRefusalThatTheHeadersDoNotExplainLeavesNothingOfWhatWeThoughtWasLeft() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.limited(world.ask(), left(59, 60_000, null), TEN);
    world.pass(10);
    assertThat(world.drain(Priority.CRITICAL)).as("what was refused, and no more").isEqualTo(1);
    world.pass(1);
    assertThat(world.drain(Priority.CRITICAL)).isEqualTo(1);
  }

  @Test
  void withoutAHintItIsClosedForWhatTheBucketNeeds() {
    QuotaWorld world = QuotaWorld.requests(60);
    Duration wait = world.limited(world.ask(), left(0, 60_000, null), null);

    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
    assertThat(world.wait(world.ask(Priority.CRITICAL, 0))).isEqualTo(wait);
  }

  @Test
  void theTokensOfTheRefusedRequestCountToo() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.told(Dimension.INPUT_TOKENS, 60_000, 60_000);
    Pace share = world.ask(Priority.INTERACTIVE, 20_000);

    assertThat(world.limited(share, left(10, 5_000, null), null)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aZeroHintIsNone() {
    QuotaWorld world = QuotaWorld.requests(60);

    assertThat(world.limited(world.ask(), left(0, 60_000, null), Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aResetIsOnlyAnUpperBound() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.told(Dimension.INPUT_TOKENS, 60_000, 60_000);
    Pace share = world.ask(Priority.INTERACTIVE, 50_000);
    String soon = world.now.plusSeconds(4).toString();
    assertThat(world.limited(share, left(10, 0, soon), null)).isEqualTo(Duration.ofSeconds(4));

    String late = world.now.plusSeconds(60).toString();
    assertThat(world.limited(world.ask(), left(0, 60_000, late), null))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void withoutHintAndHeadersNothingIsClosed() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    assertThat(world.limited(world.ask(), QuotaReading.NONE, null)).isZero();
    assertThat(world.open()).isTrue();
  }

  @Test
  void aHintOfDaysIsToldAndKeptForAnHour() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    Duration days = Duration.ofHours(84);
    world.limited(world.ask(), QuotaReading.NONE, days);
    Ask ask = new Ask(0, Priority.INTERACTIVE, false);
    Pace pace = world.quota.ask(world.now, ask, Duration.ofMinutes(1));
    assertThat(pace).isEqualTo(new Refuse(world.now.plus(days)));

    world.pass(3600);
    assertThat(world.ask()).as("somebody must find out").isInstanceOf(Go.class);
  }
}
