package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.Pace.Go;
import dev.holdfast.quota.Pace.Wait;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How new calls come back after an outage. */
class RampTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Ten calls a second for two minutes, then nothing but failures. */
  private static QuotaWorld afterAnOutage(double seconds) {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    for (int i = 0; i < 1200; i++) {
      assertThat(world.ask()).isInstanceOf(Go.class);
      world.succeeded();
      world.pass(0.1);
    }
    for (double at = 0; at < seconds; at += 5) {
      world.failed();
      world.pass(5);
    }
    world.succeeded();
    return world;
  }

  /** How many of calls that come a hundred times a second go in each minute. */
  private static int[] minutes(QuotaWorld world, int count) {
    int[] gone = new int[count];
    double start = world.since();
    while (world.since() < start + 60.0 * count) {
      Pace pace = world.ask();
      if (pace instanceof Go) {
        gone[(int) ((world.since() - start) / 60)]++;
      } else {
        world.leave(pace);
      }
      world.pass(0.01);
    }
    return gone;
  }

  @Test
  void newCallsComeBackAtHalfTheUsualRateAndTwiceAsFastEachMinute() {
    int[] gone = minutes(afterAnOutage(90), 3);

    assertThat(gone[0]).isBetween(298, 301);
    assertThat(gone[1]).isBetween(597, 601);
    assertThat(gone[2]).isBetween(1195, 1201);
  }

  @Test
  void theMomentsToldAreKept() {
    QuotaWorld world = afterAnOutage(90);
    world.ask();
    for (int i = 0; i < 700; i++) {
      Wait wait = (Wait) world.ask();
      world.now = wait.until();
      assertThat(world.quota.again(world.now, wait.place(), MINUTE))
          .as("call %d", i)
          .isInstanceOf(Go.class);
    }
    assertThat(world.since()).as("300 in the first minute").isBetween(210.0 + 99, 210.0 + 101);
  }

  @Test
  void itIsOverAfterFiveMinutes() {
    QuotaWorld world = afterAnOutage(90);
    world.pass(301);
    for (int i = 0; i < 5000; i++) {
      assertThat(world.ask()).isInstanceOf(Go.class);
    }
  }

  @Test
  void aBurstOfFailuresIsNoOutage() {
    QuotaWorld world = afterAnOutage(55);
    world.ask();
    assertThat(world.ask()).isInstanceOf(Go.class);
  }

  @Test
  void aFailureBeforeAQuietNightIsNoOutage() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    world.failed();
    world.pass(8 * 3600);
    world.succeeded();
    world.ask();
    assertThat(world.ask()).isInstanceOf(Go.class);
  }

  @Test
  void whoCallsLessThanOnceASecondNeverNotices() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    for (int i = 0; i < 15; i++) {
      world.failed();
      world.pass(5);
    }
    world.succeeded();
    for (int i = 0; i < 60; i++) {
      assertThat(world.ask()).isInstanceOf(Go.class);
      world.pass(1);
    }
  }

  @Test
  void heldAndCriticalCallsAreNotRamped() {
    QuotaWorld world = afterAnOutage(90);
    for (int i = 0; i < 500; i++) {
      Pace held = world.quota.ask(world.now, new Ask(0, Priority.BATCH, true), MINUTE);
      assertThat(held).isInstanceOf(Go.class);
      assertThat(world.ask(Priority.CRITICAL, 0)).isInstanceOf(Go.class);
    }
  }

  @Test
  void whatIsNotSentGoesBack() {
    QuotaWorld world = afterAnOutage(90);
    for (int i = 0; i < 500; i++) {
      assertThat(world.open()).isTrue();
    }
  }

  @Test
  void withoutPacingThereIsNone() {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.OFF);
    for (int i = 0; i < 15; i++) {
      world.failed();
      world.pass(5);
    }
    world.succeeded();
    world.ask();
    assertThat(world.ask()).isInstanceOf(Go.class);
  }
}
