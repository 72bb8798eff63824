package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.BreakerPolicy.Mode;
import dev.holdfast.breaker.Priority;
import dev.holdfast.breaker.State;
import dev.holdfast.call.OutageWorld.Reply;
import dev.holdfast.call.OutageWorld.Tally;
import dev.holdfast.call.OutageWorld.Upstream;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Replay;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What many calls together live through in an outage: success, load on the upstream, recovery. */
class OutageTest {
  private static final Duration FROM = Duration.ofSeconds(60);
  private static final Duration GOOD = Duration.ofMillis(900);
  private static final Duration REFUSED = Duration.ofMillis(150);
  private static final int SEEDS = 5;

  private static Upstream failing(double share, int status, Duration from, Duration to) {
    return (at, random) -> {
      boolean fault = at.compareTo(from) >= 0 && at.compareTo(to) < 0;
      boolean fails = fault && random.nextDouble() < share;
      Outcome outcome = fails ? Answers.status(status) : Answers.OK;
      return new Reply(outcome, fails ? REFUSED : GOOD);
    };
  }

  private static Tally outage(double share, int status, double perSecond, Duration length) {
    int calls = 0;
    int answered = 0;
    int attempts = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Duration to = FROM.plus(length);
      Upstream upstream = failing(share, status, FROM, to);
      OutageWorld world = new OutageWorld(Policy.defaults(), seed, upstream, FROM, to);
      Tally tally = world.run(perSecond, to.plusSeconds(60), Terms.DEFAULT);
      assertThat(world.open()).as("calls that never ended, seed %d", seed).isZero();
      assertThat(world.standing().held()).as("held after all is over, seed %d", seed).isZero();
      calls += tally.calls();
      answered += tally.answered();
      attempts += tally.attempts();
    }
    return new Tally(calls, answered, attempts);
  }

  @Test
  void aBurstOfTenSecondsLosesNearlyNothingAndAddsNoLoad() {
    Tally tally = outage(1, 529, 10, Duration.ofSeconds(10));

    assertThat(tally.success()).as("%s", tally).isGreaterThanOrEqualTo(0.99);
    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(0.5);
  }

  @Test
  void nearlyHalfOfTheAnswersFailing() {
    Tally tally = outage(0.45, 503, 10, Duration.ofSeconds(60));

    assertThat(tally.success()).as("%s", tally).isGreaterThanOrEqualTo(0.98);
    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(2.0);
  }

  @Test
  void theSameAtTenTimesTheRate() {
    Tally tally = outage(0.45, 503, 100, Duration.ofSeconds(60));

    assertThat(tally.success()).as("%s", tally).isGreaterThanOrEqualTo(0.97);
    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(2.0);
  }

  @Test
  void fiveMinutesOfTotalOutageSeeNextToNoLoad() {
    Tally tally = outage(1, 529, 10, Duration.ofMinutes(5));

    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(0.2);
  }

  @Test
  void aHealthyUpstreamSeesEachCallOnce() {
    Tally tally = outage(0, 529, 10, Duration.ofSeconds(60));

    assertThat(tally.answered()).isEqualTo(tally.calls()).isEqualTo(tally.attempts());
  }

  /**
   * Each success pays for three more: how soon the backlog is gone depends on how long one takes.
   */
  @ParameterizedTest
  @CsvSource({"100, 3.5", "900, 6.5"})
  void theBreakerClosesOnceTheUpstreamIsBack(long answerTakes, double within) {
    Duration to = FROM.plusSeconds(60);
    Upstream down = failing(1, 529, FROM, to);
    Upstream upstream =
        (at, random) -> {
          Reply reply = down.at(at, random);
          return reply.takes().equals(GOOD)
              ? new Reply(reply.outcome(), Duration.ofMillis(answerTakes))
              : reply;
        };
    for (long seed = 1; seed <= 20; seed++) {
      OutageWorld world = new OutageWorld(Policy.defaults(), seed, upstream, FROM, to);
      world.run(10, to.plusSeconds(15), Terms.DEFAULT);

      assertThat(world.standing().state()).as("seed %d", seed).isEqualTo(State.CLOSED);
      assertThat(Duration.between(OutageWorld.START.plus(to), world.standing().since()))
          .as("seed %d", seed)
          .isLessThan(Duration.ofMillis((long) (within * 1000)));
    }
  }

  /** How callers run out of time. */
  private enum Limit {
    TOLD_2(new Terms(Replay.FREE, Duration.ofSeconds(2)), null),
    TOLD_8(new Terms(Replay.FREE, Duration.ofSeconds(8)), null),
    TOLD_15(new Terms(Replay.FREE, Duration.ofSeconds(15)), null),
    UNTOLD_4(Terms.DEFAULT, Duration.ofSeconds(4)),
    UNTOLD_10(Terms.DEFAULT, Duration.ofSeconds(10));

    private final Terms terms;
    private final @Nullable Duration leaves;

    Limit(Terms terms, @Nullable Duration leaves) {
      this.terms = terms;
      this.leaves = leaves;
    }
  }

  /** The oldest of them would leave before the answer came, and the breaker would hear nothing. */
  @ParameterizedTest
  @EnumSource
  void callersWithLittleTimeDoNotKeepItOpen(Limit time) {
    Duration to = FROM.plusSeconds(60);
    for (long seed = 1; seed <= SEEDS; seed++) {
      OutageWorld world =
          new OutageWorld(Policy.defaults(), seed, failing(1, 529, FROM, to), FROM, to);
      if (time.leaves != null) {
        world.leavingAfter(time.leaves);
      }
      world.run(10, to.plusSeconds(40), time.terms);

      assertThat(world.standing().state()).as("seed %d", seed).isEqualTo(State.CLOSED);
      assertThat(world.standing().since()).isBefore(OutageWorld.START.plus(to).plusSeconds(20));
    }
  }

  @Test
  void strictModeFailsFastAndStillRecovers() {
    Policy strict =
        Policy.defaults().withBreaker(Policy.defaults().breaker().withMode(Mode.STRICT));
    Duration to = FROM.plusSeconds(30);
    OutageWorld world = new OutageWorld(strict, 1, failing(1, 529, FROM, to), FROM, to);
    Tally tally = world.run(10, to.plusSeconds(60), Terms.DEFAULT);

    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(0.5);
    assertThat(world.standing().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aCallThatMayNotBeHeldIsToldAtOnce() {
    Terms impatient = new Terms(Replay.FREE, null).with(Duration.ZERO, Priority.INTERACTIVE);
    Duration to = FROM.plusSeconds(30);
    OutageWorld world = new OutageWorld(Policy.defaults(), 1, failing(1, 529, FROM, to), FROM, to);
    Tally tally = world.run(10, to.plusSeconds(30), impatient);

    assertThat(world.open()).isZero();
    assertThat(tally.attemptsPerCall()).as("%s", tally).isLessThanOrEqualTo(0.5);
  }
}
