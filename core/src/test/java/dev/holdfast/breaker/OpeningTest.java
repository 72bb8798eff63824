package dev.holdfast.breaker;

import static dev.holdfast.breaker.Result.FAILURE;
import static dev.holdfast.breaker.Result.SLOW_FAILURE;
import static dev.holdfast.breaker.Result.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.BreakerWorld.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What opens a breaker, what does not, and which way it opens. */
class OpeningTest {
  private BreakerWorld world = new BreakerWorld();

  @ParameterizedTest
  @CsvSource({
    "19, 12, CLOSED",
    "20, 6, CLOSED",
    "20, 7, GATED",
    "100, 30, CLOSED",
    "100, 31, GATED",
    "1000, 300, CLOSED",
    "1000, 301, GATED",
  })
  void moreThanThreeTenthsOfAtLeastTwentyStarts(int starts, int failures, State then) {
    world.failMixed(world.send(starts), failures, FAILURE);

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"7, 29.0, GATED", "7, 29.9, GATED", "7, 31, CLOSED"})
  void aStartCountsForThirtySeconds(int failures, double later, State then) {
    List<Sent> sends = world.send(20);
    world.pass(later);
    world.failMixed(sends, failures, FAILURE);

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"0, 29.5", "0.9, 29.3", "0.9, 29.9", "0, 30", "0.3, 31", "0, 90"})
  void aFailureWhoseStartIsNoLongerCountedIsAStartToo(double offset, double later) {
    world.pass(offset);
    List<Sent> sends = world.send(60);
    world.pass(later);
    int failures = 0;
    for (int next = 0; world.state() == State.CLOSED && next < sends.size(); next++) {
      boolean good = next % 3 == 2;
      world.settle(sends.get(next), good ? SUCCESS : FAILURE);
      failures += good ? 0 : 1;
    }

    assertThat(world.state()).isEqualTo(State.GATED);
    assertThat(failures).isEqualTo((int) (offset + later) < 30 ? 19 : 20);
  }

  @Test
  void earlyFailuresAreNoOutageWhileSuccessesTakeMinutes() {
    for (int second = 0; second < 60; second++) {
      List<Sent> sends = world.send(10);
      sends.subList(0, 2).forEach(sent -> world.settle(sent, FAILURE));
      world.pass(1);
    }

    assertThat(world.state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7, 0, CLOSED",
    "8, 8, 0, GATED",
    "8, 3, 0, GATED",
    "8, 2, 0, CLOSED",
    "8, 8, 8, GATED",
    "8, 8, 9, CLOSED",
    "9, 9, 9, GATED",
  })
  void eightInARowOfThreeCallsAndHalfOfWhatStarted(int run, int calls, int others, State then) {
    world.send(others);
    for (int i = 0; i < run; i++) {
      Sent sent = world.send();
      world.settle(new Sent(sent.permit(), sent.at(), "call " + i % calls), FAILURE);
    }

    assertThat(world.state()).isEqualTo(then);
  }

  @Test
  void onlyStartsSinceTheRunBeganWeighAgainstIt() {
    world.send(100);
    world.pass(3);
    world.fail(8, FAILURE);

    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @Test
  void aSuccessEndsARun() {
    Sent good = world.send();
    world.fail(7, FAILURE);
    world.settle(good, SUCCESS);
    world.fail(7, FAILURE);
    assertThat(world.state()).isEqualTo(State.CLOSED);

    world.fail(1, FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEUTRAL", "CANCELLED", "SLOW_CANCELLED", "UNSENT"})
  void whatIsNoFailureNeitherOpensNorEndsARun(Result neutral) {
    world.fail(7, FAILURE);
    Sent last = world.send();
    world.pass(40);
    world.fail(500, neutral);
    assertThat(world.state()).isEqualTo(State.CLOSED);
    world.pass(40);

    world.settle(last, FAILURE);
    assertThat(world.state()).as("a run of eight").isNotEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, GATED",
    "1, GATED",
    "2, DRAINING",
    "8, DRAINING",
  })
  void twoSlowFailuresMakeASlowOpening(int slow, State then) {
    world.fail(slow, SLOW_FAILURE);
    world.fail(8 - slow, FAILURE);

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"66, 2, DRAINING", "69, 2, GATED", "99, 3, DRAINING", "102, 3, GATED"})
  void slowIsAtLeastATenthOfTheFailures(int starts, int slow, State then) {
    List<Sent> sends = world.send(starts);
    sends.subList(0, slow).forEach(sent -> world.settle(sent, SLOW_FAILURE));
    int trips = starts * 3 / 10 + 1;
    world.failMixed(sends.subList(slow, starts), trips - slow, FAILURE);

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"5, DRAINING", "5.1, GATED"})
  void slowFailuresCountForFiveSeconds(double later, State then) {
    world.fail(2, SLOW_FAILURE);
    world.pass(later);
    world.fail(6, FAILURE);

    assertThat(world.state()).isEqualTo(then);
  }

  @ParameterizedTest
  @CsvSource({"HOLD, GATED", "STRICT, DRAINING", "OFF, CLOSED"})
  void theModeChoosesWhatItDoes(BreakerPolicy.Mode mode, State then) {
    world = new BreakerWorld(BreakerPolicy.defaults().withMode(mode), 1);
    world.fail(8, FAILURE);
    assertThat(world.state()).isEqualTo(then);
  }

  @Test
  void switchedOffItNeverOpens() {
    world = new BreakerWorld(BreakerPolicy.defaults().withMode(BreakerPolicy.Mode.OFF), 1);
    for (int second = 0; second < 100; second++) {
      world.fail(50, second % 2 == 0 ? FAILURE : SLOW_FAILURE);
      world.pass(1);
    }

    assertThat(world.state()).isEqualTo(State.CLOSED);
    assertThat(world.breaker.stance()).isEqualTo(Stance.PASS);
  }

  @Test
  void theNumbersAreThePolicys() {
    BreakerPolicy touchy =
        new BreakerPolicy(Duration.ofSeconds(5), 0.5, 4, 3, BreakerPolicy.Mode.HOLD);
    world = new BreakerWorld(touchy, 1);
    List<Sent> sends = world.send(4);
    world.settle(sends.get(0), FAILURE);
    world.settle(sends.get(1), FAILURE);
    assertThat(world.state()).isEqualTo(State.CLOSED);

    world.settle(sends.get(2), FAILURE);
    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @Test
  void anAnswerThatBreaksOffIsOneFailure() {
    List<Sent> streams = world.send(16);
    streams.forEach(sent -> world.settle(sent, SUCCESS));
    streams.subList(0, 7).forEach(world::breakOff);
    assertThat(world.state()).isEqualTo(State.CLOSED);

    world.breakOff(streams.get(7));
    assertThat(world.state()).isEqualTo(State.GATED);
  }

  @Test
  void anAnswerThatBreaksOffAfterMinutesIsAStartToo() {
    List<Sent> streams = world.send(10);
    streams.forEach(sent -> world.settle(sent, SUCCESS));
    world.pass(300);
    List<Sent> fresh = world.send(25);
    for (int i = 0; i < 10; i++) {
      world.breakOff(streams.get(i));
      world.settle(fresh.get(i), SUCCESS);
    }

    // 10 of 35, not 10 of 25.
    assertThat(world.state()).isEqualTo(State.CLOSED);
  }
}
