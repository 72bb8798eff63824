package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.decide.Reason;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise, row by row. */
class CallTest {
  private static final Duration BUDGET = Duration.ofSeconds(15);
  private static final Duration FIRST_FAILURE = Duration.ofMillis(50);

  private static ErrorKind told(CallWorld world) {
    return ((Ending.Failed) world.ending()).verdict().kind();
  }

  @Test
  void aGoodAnswerEndsTheCall() {
    CallWorld world = CallWorld.run(1, Answers.OK);

    assertThat(world.ending()).isEqualTo(new Ending.Answered());
    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.ends()).singleElement().extracting(e -> e.waited()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      ints = {
        400, 401, 402, 403, 404, 413, 422, 408, 409, 410, 418, 451, 499, 501, 505, 520, 521, 522,
        523, 524, 525, 599, 0, 100, 300, 301, 302, 307, 308, 777
      })
  void anAnswerThatNoRetryHelpsIsHandedOnAtOnce(int status) {
    CallWorld world = CallWorld.run(1, Answers.status(status), Answers.OK);

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.NOT_RETRYABLE);
    assertThat(world.retryAt()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {400, 404, 408, 409, 418, 525, 302})
  void neitherAHintNorShouldRetryMakesARetryTheTableLacks(int status) {
    Outcome answer = Answers.status(status, "retry-after", "1", "x-should-retry", "true");

    assertThat(CallWorld.run(1, answer, Answers.OK).attempts()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {400, 429})
  void aSpendLimitEndsTheCall(int status) {
    Outcome spent =
        Answers.envelope(status, "rate_limit_error", "You have reached your API usage limits: …");
    CallWorld world = CallWorld.run(1, spent, Answers.OK);

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.SPEND_LIMIT);
  }

  @Test
  void aLasting500IsTriedTwice() {
    for (long seed = 0; seed < 50; seed++) {
      CallWorld world = CallWorld.run(seed, Answers.status(500));

      assertThat(world.attempts()).isEqualTo(2);
      assertThat(world.reason()).isEqualTo(Reason.RETRIES_SPENT);
      assertThat(world.pauses().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
  }

  @Test
  void a500Then529GoesOnUnderTheRuleOf529() {
    Outcome busy = Answers.status(529);
    CallWorld world = CallWorld.run(3, Answers.status(500), busy, busy, Answers.OK);

    assertThat(world.ending()).isEqualTo(new Ending.Answered());
    assertThat(world.attempts()).isEqualTo(4);
  }

  @Test
  void aSecond500AnywhereEndsTheCall() {
    Outcome broken = Answers.status(500);
    CallWorld world =
        CallWorld.run(3, Answers.status(529), broken, Answers.status(503), broken, Answers.OK);

    assertThat(world.attempts()).isEqualTo(4);
    assertThat(world.reason()).isEqualTo(Reason.RETRIES_SPENT);
    assertThat(told(world)).isEqualTo(ErrorKind.SERVER_ERROR);
  }

  @Test
  void an500AsEventInsideA200CountsAsOne() {
    CallWorld world = CallWorld.run(3, Answers.status(500), Answers.event("api_error"), Answers.OK);

    assertThat(world.attempts()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {502, 503, 529})
  void anOutageIsTriedWithin15SecondsOfTheFirstFailure(int status) {
    for (long seed = 0; seed < 200; seed++) {
      CallWorld world = CallWorld.run(seed, Answers.status(status));
      List<Duration> starts = world.starts();

      assertThat(starts).as("seed %d", seed).hasSizeBetween(3, 40);
      assertThat(starts.get(starts.size() - 1)).isLessThanOrEqualTo(BUDGET.plus(FIRST_FAILURE));
      assertThat(world.reason()).isEqualTo(Reason.BUDGET_SPENT);
      assertThat(world.retryAt()).isAfterOrEqualTo(world.now().plusSeconds(1));
    }
  }

  @Test
  void aFirstAnswerThatTookMinutesStillHasTheWholeBudget() {
    Turn late = Turn.after(600, Answers.status(529));
    CallWorld world =
        CallWorld.run(Terms.DEFAULT, 5, List.of(late, Turn.quick(Answers.status(529))));
    List<Duration> starts = world.starts();

    assertThat(starts).hasSizeGreaterThan(3);
    assertThat(starts.get(starts.size() - 1))
        .isLessThanOrEqualTo(Duration.ofMinutes(10).plus(BUDGET));
  }

  @Test
  void aFastTimeoutIsTriedLikeA502() {
    assertThat(CallWorld.run(2, Answers.status(504)).attempts()).isGreaterThan(3);
  }

  @Test
  void aSlowTimeoutIsTriedOnceMore() {
    List<Turn> slow = List.of(Turn.after(2.5, Answers.status(504)));
    CallWorld world = CallWorld.run(Terms.DEFAULT, 2, slow);

    assertThat(world.attempts()).isEqualTo(2);
    assertThat(world.reason()).isEqualTo(Reason.RETRIES_SPENT);
    assertThat(world.pauses().get(0)).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "{0} with retry-after {1}")
  @CsvSource({"429, 1", "429, 20", "500, 5", "502, 3", "503, 7", "504, 2", "529, 13"})
  void noAttemptComesBeforeTheHintHasPassed(int status, int seconds) {
    Duration hint = Duration.ofSeconds(seconds);
    for (long seed = 0; seed < 100; seed++) {
      Outcome answer = Answers.status(status, "retry-after", "" + seconds);
      Duration pause = CallWorld.run(seed, answer, Answers.OK).pauses().get(0);

      assertThat(pause.minus(hint))
          .isBetween(Duration.ZERO, Duration.ofMillis(1000 + seconds * 100));
    }
  }

  @Test
  void theSpreadOnTopOfALongHintIsAtMostFiveSeconds() {
    Outcome limited = Answers.status(429, "retry-after", "50");
    for (long seed = 0; seed < 100; seed++) {
      assertThat(CallWorld.run(seed, limited, Answers.OK).pauses().get(0))
          .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(55));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {429, 500, 503, 529})
  void aHintThatDoesNotFitEndsTheCallAndTellsWhenToComeBack(int status) {
    CallWorld world = CallWorld.run(1, Answers.status(status, "retry-after", "3600"), Answers.OK);

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.WAIT_TOO_LONG);
    assertThat(world.retryAt()).isEqualTo(CallWorld.START.plus(FIRST_FAILURE).plusSeconds(3600));
  }

  @ParameterizedTest(name = "{0} with a hint of nothing")
  @ValueSource(ints = {429, 503, 529})
  void aHintOfNothingDoesNotMakeUsHammer(int status) {
    for (long seed = 0; seed < 100; seed++) {
      int plain = CallWorld.run(seed, Answers.status(status)).attempts();

      assertThat(CallWorld.run(seed, Answers.status(status, "retry-after", "0")).attempts())
          .isEqualTo(plain);
    }
  }

  @Test
  void a500WithAHintOfNothingStillPausesASecond() {
    CallWorld world = CallWorld.run(1, Answers.status(500, "retry-after", "-5"), Answers.OK);

    assertThat(world.pauses().get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {429, 500, 502, 503, 504, 529})
  void theUpstreamMayForbidARetry(int status) {
    Outcome no = Answers.status(status, "x-should-retry", "false", "retry-after", "1");
    CallWorld world = CallWorld.run(1, no, Answers.OK);

    assertThat(world.attempts()).isEqualTo(1);
    assertThat(world.reason()).isEqualTo(Reason.UPSTREAM_SAYS_NO);
    assertThat(world.retryAt()).isEqualTo(world.now().plusSeconds(1));
  }

  @Test
  void waitsForQuotaDoNotUseUpTheTimeForAnOutage() {
    Outcome limited = Answers.status(429, "retry-after", "14");
    Outcome busy = Answers.status(529);
    CallWorld world = CallWorld.run(4, limited, limited, busy, busy, busy, Answers.OK);

    assertThat(world.ending()).isEqualTo(new Ending.Answered());
    assertThat(world.starts().get(2)).isGreaterThan(Duration.ofSeconds(28));
  }

  @Test
  void nothingStartsLaterThanBothBudgetsTogether() {
    for (long seed = 0; seed < 100; seed++) {
      CallWorld world =
          CallWorld.run(seed, Answers.status(429), Answers.status(529), Answers.status(429));
      List<Duration> starts = world.starts();

      assertThat(starts.get(starts.size() - 1)).isLessThan(Duration.ofMillis(75_050));
    }
  }

  @Test
  void whatTheUpstreamSaidIsToldRatherThanTheBrokenConnectionAfterIt() {
    CallWorld world =
        CallWorld.run(
            1, Answers.envelope(529, "overloaded_error", "m"), Answers.REFUSED_CONNECTION);

    assertThat(told(world)).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(world.ends().get(0).verdict().kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void theLastOfTwoThingsTheUpstreamSaidIsTold() {
    CallWorld world =
        CallWorld.run(
            1,
            Answers.envelope(529, "overloaded_error", "m"),
            Answers.envelope(401, "authentication_error", "m"));

    assertThat(told(world)).isEqualTo(ErrorKind.CLIENT);
  }

  @Test
  void theEventsTellTheWholeStoryInOrder() {
    CallWorld world = CallWorld.run(1, Answers.status(529), Answers.OK);

    assertThat(world.events.stream().map(e -> e.getClass().getSimpleName()))
        .containsExactly(
            "AttemptStarted",
            "AttemptEnded",
            "CallWaits",
            "AttemptStarted",
            "AttemptEnded",
            "CallEnded");
    assertThat(world.ends().get(0).waited()).isEqualTo(world.pauses().get(0));
    assertThat(world.ended().get(1).took()).isEqualTo(FIRST_FAILURE);
    assertThat(world.call.waited()).isEqualTo(world.pauses().get(0));
    assertThat(world.call.attempts()).isEqualTo(2);
  }
}
