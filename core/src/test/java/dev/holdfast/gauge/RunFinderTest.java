package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunFinderTest {
  private final RunFinder finder = new RunFinder(0.10);
  private long second = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();
  private final Instant start = Instant.ofEpochSecond(second);

  /** Traffic of ten attempts a second. */
  private void time(int seconds, int bad) {
    for (int i = 0; i < seconds; i++) {
      finder.add(second, 10, bad);
      second++;
    }
    finder.tick(second);
  }

  private void quiet(int seconds) {
    second += seconds;
    finder.tick(second);
  }

  @Test
  void aRunGoesFromItsFirstToItsLastBadSecond() {
    time(7, 0);
    time(130, 5);
    time(20, 0);
    Run run = finder.run();
    assertThat(run.first()).isEqualTo(start.plusSeconds(7));
    assertThat(run.last()).isEqualTo(start.plusSeconds(136));
    assertThat(run.span()).isEqualTo(Duration.ofSeconds(129));
    assertThat(run.bad()).isEqualTo(650);
  }

  @Test
  void oneGoodHalfMinuteDoesNotEndIt() {
    time(180, 5);
    time(30, 0);
    time(180, 5);
    assertThat(finder.run().span()).isEqualTo(Duration.ofSeconds(389));
    assertThat(finder.run().attempts()).isEqualTo(3900);
    assertThat(finder.run().ratio()).isEqualTo(1800.0 / 3900);
  }

  @Test
  void twoGoodOnesDo() {
    time(120, 5);
    time(59, 0);
    assertThat(finder.run()).as("the second is still under way").isNotNull();
    time(1, 0);
    assertThat(finder.run()).isNull();
    assertThat(finder.ended().span()).isEqualTo(Duration.ofSeconds(119));
    time(30, 5);
    assertThat(finder.run().first()).isEqualTo(start.plusSeconds(180));
  }

  @Test
  void silenceDoesNotEndIt() {
    time(30, 5);
    quiet(900);
    assertThat(finder.run()).isNotNull();
    time(30, 5);
    assertThat(finder.run().first()).isEqualTo(start);
    assertThat(finder.run().last()).isEqualTo(start.plusSeconds(959));
  }

  @Test
  void halfAnHourWithoutFailuresEndsIt() {
    time(30, 5);
    quiet(1830);
    assertThat(finder.run()).isNull();
    assertThat(finder.ended().last()).isEqualTo(start.plusSeconds(29));
  }

  @Test
  void belowTheShareIsGood() {
    for (int i = 0; i < 90; i++) {
      finder.add(second + i, 100, 9);
    }
    assertThat(finder.run()).isNull();
    finder.add(second + 100, 200, 110);
    assertThat(finder.run().first()).isEqualTo(Instant.ofEpochSecond(second + 100));
  }

  @Test
  void onlyTheLastHalfHourIsSummed() {
    time(3 * 3600, 5);
    assertThat(finder.run().first()).isEqualTo(start);
    assertThat(finder.run().bad()).isEqualTo(9000);
  }

  @Test
  void aRunThatWasFoundBeforeGoesOn() {
    time(200, 5);
    Run before = finder.run();
    RunFinder next = new RunFinder(0.10);
    next.resume(before);
    assertThat(next.run()).isEqualTo(before);
    next.add(second + 40, 10, 5);
    assertThat(next.run().first()).isEqualTo(start);
    assertThat(next.run().span()).isEqualTo(Duration.ofMinutes(4));
    assertThat(next.run().bad()).isEqualTo(1005);
  }

  @Test
  void secondsThatComeAgainAreNotCountedAgain() {
    time(60, 5);
    finder.add(second - 40, 10, 10);
    assertThat(finder.run().bad()).isEqualTo(300);
  }
}
