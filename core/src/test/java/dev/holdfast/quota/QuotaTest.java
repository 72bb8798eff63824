package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Refuse;
import dev.holdfast.quota.Pace.Wait;
import dev.holdfast.reading.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One quota: who goes, who waits how long, who is refused until when. */
class QuotaTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void withoutAnyLimitKnownEverybodyGoes() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    for (int i = 0; i < 1000; i++) {
      assertThat(world.ask()).isInstanceOf(Go.class);
    }
  }

  @Test
  void whatIsLeftGoesAtOnceAndTheRestInTurn() {
    QuotaWorld world = QuotaWorld.requests(60);
    assertThat(world.drain(Priority.INTERACTIVE)).as("60 less 15 %%").isEqualTo(51);

    for (int second = 1; second <= 30; second++) {
      assertThat(world.wait(world.ask())).isEqualTo(Duration.ofSeconds(second));
    }
  }

  @Test
  void whoComesAtHisMomentGoes() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    Wait first = (Wait) world.ask();
    Wait second = (Wait) world.ask();
    world.now = first.until().minusNanos(1000);
    assertThat(world.quota.again(world.now, first.place(), MINUTE)).isInstanceOf(Wait.class);
    world.now = first.until();
    assertThat(world.quota.again(world.now, first.place(), MINUTE)).isInstanceOf(Go.class);
    world.now = second.until();
    assertThat(world.quota.again(world.now, second.place(), MINUTE)).isInstanceOf(Go.class);
  }

  @Test
  void whoWouldWaitTooLongIsToldTheMoment() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    world.ask();
    Pace pace = world.quota.ask(world.now, new Ask(0, Priority.INTERACTIVE, false), Duration.ZERO);

    assertThat(pace).isEqualTo(new Refuse(world.now.plusSeconds(2)));
    assertThat(world.wait(world.ask())).as("it took no place").isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whoLeavesTheLineMakesRoomForThoseWhoComeLaterAndNobodyOvertakes() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    world.ask();
    Pace second = world.ask();
    Pace third = world.ask();
    world.leave(second);

    assertThat(world.wait(world.ask())).as("not before the third").isEqualTo(world.wait(third));
    assertThat(world.wait(world.ask())).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void whatIsNotSentGoesBack() {
    QuotaWorld world = QuotaWorld.requests(60);
    Pace share = world.ask();
    world.drain(Priority.INTERACTIVE);
    assertThat(world.open()).isFalse();
    world.leave(share);
    world.leave(share);

    assertThat(world.drain(Priority.INTERACTIVE)).as("once").isEqualTo(1);
  }

  @Test
  void nothingIsKeptWhereNobodyIsCritical() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.REQUESTS, 100, 100);
    assertThat(world.drain(Priority.INTERACTIVE)).isEqualTo(100);
    world.pass(60);
    world.leave(world.ask(Priority.CRITICAL, 0));
    assertThat(world.drain(Priority.INTERACTIVE)).isEqualTo(85);
    world.pass(25 * 3600);
    assertThat(world.drain(Priority.INTERACTIVE)).as("a day later").isEqualTo(100);
  }

  @Test
  void criticalCallsUseTheReserveAndAreNotDelayedByThoseWhoWait() {
    QuotaWorld world = QuotaWorld.requests(100);
    assertThat(world.drain(Priority.INTERACTIVE)).isEqualTo(85);
    for (int i = 0; i < 50; i++) {
      assertThat(world.ask()).isInstanceOf(Wait.class);
    }

    assertThat(world.drain(Priority.CRITICAL)).isEqualTo(15);
    assertThat(world.wait(world.ask(Priority.CRITICAL, 0))).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void aCriticalCallPushesBackThoseWhoWait() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    Wait waiting = (Wait) world.ask();
    world.ask(Priority.CRITICAL, 0);
    world.now = waiting.until();
    Pace again = world.quota.again(world.now, waiting.place(), MINUTE);

    assertThat(world.wait(again)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void batchGoesAfterInteractive() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    Wait batch = (Wait) world.ask(Priority.BATCH, 0);
    Wait interactive = (Wait) world.ask();
    assertThat(interactive.until()).isEqualTo(batch.until());
    world.now = batch.until();

    assertThat(world.quota.again(world.now, batch.place(), MINUTE)).isInstanceOf(Wait.class);
    assertThat(world.quota.again(world.now, interactive.place(), MINUTE)).isInstanceOf(Go.class);
  }

  @Test
  void tokensArePacedByTheEstimate() {
    QuotaWorld world = QuotaWorld.paced();
    world.told(Dimension.INPUT_TOKENS, 60_000, 60_000);
    assertThat(world.ask(Priority.INTERACTIVE, 40_000)).isInstanceOf(Go.class);
    Pace next = world.ask(Priority.INTERACTIVE, 14_000);

    assertThat(world.wait(next)).as("20,000 are left, 9,000 kept").isEqualTo(Duration.ofSeconds(3));
    assertThat(world.wait(world.ask(Priority.INTERACTIVE, 1)))
        .as("a small one does not overtake")
        .isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void aRequestLargerThanTheLimitWaitsForAFullBucketAndGoes() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.INPUT_TOKENS, 60_000, 30_000);
    Wait huge = (Wait) world.ask(Priority.INTERACTIVE, 1_000_000);
    assertThat(world.wait(huge)).isEqualTo(Duration.ofSeconds(30));
    world.now = huge.until();

    assertThat(world.quota.again(world.now, huge.place(), MINUTE)).isInstanceOf(Go.class);
  }

  @Test
  void whatWasNotUsedGoesBackAndCacheReadsAreNotInput() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.INPUT_TOKENS, 100_000, 100_000);
    Pace share = world.ask(Priority.INTERACTIVE, 50_000);
    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isCloseTo(0.5, within(1e-9));
    world.used(share, new Usage(1_000, 9_000, 40_000, 7));

    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void whatWasUsedBeyondTheEstimateIsTaken() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.INPUT_TOKENS, 100_000, 100_000);
    world.told(Dimension.OUTPUT_TOKENS, 1_000, 1_000);
    world.used(world.ask(Priority.INTERACTIVE, 10_000), new Usage(30_000, 0, 0, 990));

    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isCloseTo(0.3, within(1e-9));
    assertThat(world.open()).as("output is used up").isFalse();
  }

  @Test
  void estimatesLearnFromUsage() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.INPUT_TOKENS, 1_000_000, 1_000_000);
    world.told(Dimension.OUTPUT_TOKENS, 1_000_000, 1_000_000);
    world.used(world.ask(Priority.INTERACTIVE, 100_000), new Usage(1_000, 0, 99_000, 500));
    double before = world.usedShare(Dimension.INPUT_TOKENS);
    world.ask(Priority.INTERACTIVE, 100_000);

    assertThat(world.usedShare(Dimension.INPUT_TOKENS) - before).isCloseTo(0.001, within(1e-9));
    assertThat(world.usedShare(Dimension.OUTPUT_TOKENS)).isCloseTo(0.001, within(1e-9));
  }

  @Test
  void whatComesBackAfterTheBucketWasFullIsNotGivenTwice() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.INPUT_TOKENS, 100_000, 100_000);
    Pace slow = world.ask(Priority.INTERACTIVE, 50_000);
    world.pass(120);
    world.ask(Priority.INTERACTIVE, 80_000);
    world.used(slow, new Usage(0, 0, 50_000, 1));

    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void anAnswerCorrectsDownwardsOnly() {
    QuotaWorld world = QuotaWorld.requests(100);
    world.told(Dimension.REQUESTS, 100, 30);
    assertThat(world.usedShare(Dimension.REQUESTS)).isCloseTo(0.7, within(1e-9));
    world.told(Dimension.REQUESTS, 100, 90);
    assertThat(world.usedShare(Dimension.REQUESTS)).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void theTotalOfTokensPacesOnlyWhereItsPartsAreNotTold() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.TOKENS, 1_000, 0);
    assertThat(world.open()).isFalse();
    world.told(Dimension.INPUT_TOKENS, 1_000, 1_000);
    assertThat(world.open()).isTrue();
  }

  @Test
  void thePriorityTierIsShownAndNotPaced() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.told(Dimension.PRIORITY_INPUT_TOKENS, 1_000, 0);

    assertThat(world.open()).isTrue();
    assertThat(world.usedShare(Dimension.PRIORITY_INPUT_TOKENS)).isEqualTo(1);
  }

  @Test
  void fastModeIsPacedByItsOwnPool() {
    Quota fast = new Quota(QuotaPolicy.ON, true, QuotaWorld.START);
    QuotaReading standard = QuotaWorld.reading(Dimension.INPUT_TOKENS, 1_000, 0L);
    QuotaReading own = QuotaWorld.reading(Dimension.FAST_INPUT_TOKENS, 1_000, 0L);
    Ask ask = new Ask(10, Priority.INTERACTIVE, false);
    fast.heard(QuotaWorld.START, null, success(standard));
    assertThat(fast.ask(QuotaWorld.START, ask, MINUTE)).isInstanceOf(Go.class);
    fast.heard(QuotaWorld.START, null, success(own));
    assertThat(fast.ask(QuotaWorld.START, ask, MINUTE)).isInstanceOf(Wait.class);
  }

  private static Heard success(QuotaReading reading) {
    return new Heard(reading, Heard.Kind.SUCCESS, null, null);
  }

  @Test
  void withoutPacingNobodyWaitsForABucket() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.OFF);
    world.told(Dimension.REQUESTS, 60, 0);

    assertThat(world.open()).isTrue();
  }

  @Test
  void aSpendLimitClosesNothingAndIsTold() {
    QuotaWorld world = QuotaWorld.requests(60);
    Duration wait =
        world.heard(world.ask(), Heard.Kind.SPENT, QuotaReading.NONE, Duration.ofDays(3));

    assertThat(wait).isZero();
    assertThat(world.open()).isTrue();
    assertThat(world.quota.view(world.now).spentAt()).isEqualTo(world.now);
    world.succeeded();
    assertThat(world.quota.view(world.now).spentAt()).isNull();
  }

  @Test
  void aRejectedRequestCostsNoTokens() {
    QuotaWorld world = QuotaWorld.requests(100);
    world.told(Dimension.INPUT_TOKENS, 1_000, 1_000);
    Pace share = world.ask(Priority.INTERACTIVE, 500);
    world.heard(share, Heard.Kind.REJECTED, QuotaReading.NONE, null);

    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isZero();
    assertThat(world.usedShare(Dimension.REQUESTS)).isCloseTo(0.01, within(1e-9));
  }

  @Test
  void whoNeverComesBackLosesHisPlace() {
    QuotaWorld world = QuotaWorld.requests(60);
    world.drain(Priority.INTERACTIVE);
    Wait lost = (Wait) world.ask();
    world.ask(Priority.BATCH, 0);
    world.pass(1 + 29);
    assertThat(world.quota.view(world.now).waiting()).isEqualTo(2);
    world.pass(3);
    assertThat(world.ask()).isInstanceOf(Go.class);
    assertThat(world.quota.view(world.now).waiting()).isZero();

    assertThat(world.quota.again(world.now, lost.place(), MINUTE)).isInstanceOf(Go.class);
  }

  @Test
  void theViewTellsWhatThePagesShow() {
    QuotaWorld world = QuotaWorld.requests(60);
    Instant told = world.now;
    world.pass(5);
    world.drain(Priority.CRITICAL);
    world.pass(15);
    QuotaView view = world.quota.view(world.now);

    assertThat(view.levels()).hasSize(1);
    assertThat(view.levels().get(0).told()).isEqualTo(new Limit(60, 60L, null));
    assertThat(view.levels().get(0).at()).isEqualTo(told);
    assertThat(view.levels().get(0).used()).isCloseTo(0.75, within(1e-9));
    assertThat(view.closedUntil()).isNull();
    assertThat(view.subscription()).isNull();
  }

  @Test
  void aSubscriptionIsShownAndNeverPacedNorKeptOut() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    Subscription person =
        new Subscription("rejected", Map.of("5h", new Subscription.Window(1, null)));
    QuotaReading reading =
        new QuotaReading(Map.of(Dimension.REQUESTS, new Limit(50, 0L, null)), null, null, person);
    world.limited(world.ask(), reading, Duration.ofMinutes(30));

    assertThat(world.open()).isTrue();
    assertThat(world.quota.view(world.now).subscription()).isEqualTo(person);
    assertThat(world.quota.view(world.now).closedUntil()).isNull();
  }
}
