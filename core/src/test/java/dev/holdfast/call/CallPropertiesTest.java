package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.call.CallWorld.Turn;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What must hold whatever the upstream answers, however long it takes and whatever is drawn. */
class CallPropertiesTest {
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final Duration BOTH = Duration.ofSeconds(75);

  @Provide
  Arbitrary<List<Turn>> scripts() {
    Arbitrary<Duration> took = Arbitraries.integers().between(0, 20_000).map(Duration::ofMillis);
    return Combinators.combine(took, Arbitraries.of(CallWorld.anything()))
        .as(Turn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Terms> terms() {
    Arbitrary<Duration> deadline =
        Arbitraries.integers().between(1, 100_000).map(Duration::ofMillis).injectNull(0.5);
    return Combinators.combine(Arbitraries.of(Replay.class), deadline).as(Terms::new);
  }

  @Property
  void noAttemptStartsBeforeTheHintHasPassed(
      @ForAll("scripts") List<Turn> script, @ForAll("terms") Terms terms, @ForAll long seed) {
    CallWorld world = CallWorld.run(terms, seed, script);
    List<AttemptEnded> ended = world.ended();
    for (int i = 0; i + 1 < world.attempts(); i++) {
      Duration hint = ended.get(i).result().verdict().hint().delay();
      Instant next = CallWorld.START.plus(world.starts().get(i + 1));
      Instant earliest = ended.get(i).at().plus(hint == null ? Duration.ZERO : hint);
      assertThat(next).isAfterOrEqualTo(earliest);
    }
  }

  @Property
  void noAttemptStartsAfterTheBudgetOrTheDeadline(
      @ForAll("scripts") List<Turn> script, @ForAll("terms") Terms terms, @ForAll long seed) {
    CallWorld world = CallWorld.run(terms, seed, script);
    Duration deadline = terms.deadline() == null ? Duration.ofDays(1) : terms.deadline();
    Instant firstFailure = null;
    Duration forQuota = Duration.ZERO;
    for (int i = 0; i + 1 < world.attempts(); i++) {
      AttemptEnded end = world.ended().get(i);
      boolean stale = end.result().decision().reason() == Reason.STALE_CONNECTION;
      firstFailure = firstFailure == null && !stale ? end.at() : firstFailure;
      boolean quota = end.result().verdict().kind() == ErrorKind.RATE_LIMITED;
      forQuota = quota ? forQuota.plus(((Retry) end.result().decision()).pause()) : forQuota;
      Duration start = world.starts().get(i + 1);
      Instant from = firstFailure == null ? end.at() : firstFailure;
      Duration since = Duration.between(from, CallWorld.START.plus(start));
      assertThat(since).isLessThanOrEqualTo(BOTH);
      assertThat(quota ? Duration.ZERO : since.minus(forQuota)).isLessThanOrEqualTo(TIME);
      assertThat(start).isLessThanOrEqualTo(deadline);
    }
    assertThat(forQuota).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Property
  void a500IsRetriedAtMostOnceAnd4xxNever(
      @ForAll("scripts") List<Turn> script, @ForAll("terms") Terms terms, @ForAll long seed) {
    CallWorld world = CallWorld.run(terms, seed, script);
    List<AttemptEnded> retried =
        world.ended().stream().filter(e -> e.result().decision() instanceof Retry).toList();

    assertThat(retried.stream().filter(e -> kind(e) == ErrorKind.SERVER_ERROR).count())
        .isLessThanOrEqualTo(1);
    assertThat(retried).noneMatch(e -> kind(e) == ErrorKind.CLIENT || kind(e) == ErrorKind.OTHER);
  }

  @Property
  void everyCallEndsExactlyOnceAndTellsEveryAttemptOnce(
      @ForAll("scripts") List<Turn> script, @ForAll("terms") Terms terms, @ForAll long seed) {
    CallWorld world = CallWorld.run(terms, seed, script);

    assertThat(world.ends()).hasSize(1);
    assertThat(world.events.get(world.events.size() - 1)).isSameAs(world.ends().get(0));
    assertThat(world.ended()).hasSize(world.attempts());
    assertThat(world.ends().get(0).reason()).isEqualTo(world.reason());
  }

  @Property
  void cancellingAtAnyMomentEndsOnceAndBlamesNobody(
      @ForAll("scripts") List<Turn> script,
      @ForAll @IntRange(max = 20) int steps,
      @ForAll long seed) {
    CallWorld world = CallWorld.ready(Policy.defaults(), Terms.DEFAULT, seed, script);
    Step step = steps == 0 ? null : world.call.start(world.now());
    for (int i = 1; i < steps && !(step instanceof Finish); i++) {
      step = world.carryOut(step);
    }
    int failures = world.ended().size();
    Step end = world.call.cancel(world.now());

    assertThat(end).isInstanceOf(Finish.class);
    assertThat(world.call.settle(world.now(), Answers.status(500))).isSameAs(end);
    assertThat(world.ended()).hasSize(failures);
    assertThat(world.ends()).hasSize(1);
    if (!(step instanceof Finish)) {
      assertThat(((Finish) end).ending()).isEqualTo(new Ending.Cancelled());
      assertThat(world.ends().get(0).reason()).isEqualTo(Reason.CANCELLED);
    }
  }

  @Property
  void aPauseThatDoesNotFitIsFollowedByTheLastAttempt(
      @ForAll("scripts") List<Turn> script, @ForAll("terms") Terms terms, @ForAll long seed) {
    List<Reason> reasons = new ArrayList<>(CallWorld.run(terms, seed, script).reasons());
    reasons.removeIf(Reason.STALE_CONNECTION::equals);
    int last = reasons.indexOf(Reason.LAST_TRY);

    assertThat(last == -1 || last >= reasons.size() - 2).as("%s", reasons).isTrue();
  }

  @Test
  void aLastingOutageSendsNoHerdAtTheEndOfTheBudget() {
    assertNoHerd(60, seed -> CallWorld.run(seed, Answers.status(529)));
  }

  @Test
  void aLastingOutageWithHintsSendsNoHerdAndNoCascade() {
    assertNoHerd(200, seed -> CallWorld.run(seed, Answers.status(529, "retry-after-ms", "10")));
    for (long seed = 0; seed < 200; seed++) {
      CallWorld world = CallWorld.run(seed, Answers.status(529, "retry-after-ms", "10"));
      assertThat(world.attempts()).as("seed %d", seed).isLessThan(60);
    }
  }

  /** In no hundredth of a second may more than so many of 3000 calls start their last attempt. */
  private static void assertNoHerd(int most, LongFunction<CallWorld> run) {
    int[] hundredths = new int[1600];
    for (long seed = 0; seed < 3000; seed++) {
      List<Duration> starts = run.apply(seed).starts();
      hundredths[(int) (starts.get(starts.size() - 1).toMillis() / 10)]++;
    }
    assertThat(Arrays.stream(hundredths).max().getAsInt()).isLessThan(most);
  }

  private static ErrorKind kind(AttemptEnded event) {
    return event.result().verdict().kind();
  }

  @Test
  void theScriptsReachEveryReason() {
    List<Reason> seen = new ArrayList<>();
    for (Turn turn : scriptsOfAll()) {
      seen.addAll(CallWorld.run(Terms.DEFAULT, 1, List.of(turn)).reasons());
    }
    assertThat(seen)
        .contains(
            Reason.BACKOFF,
            Reason.RETRY_AFTER,
            Reason.LAST_TRY,
            Reason.STALE_CONNECTION,
            Reason.NOT_RETRYABLE,
            Reason.RETRIES_SPENT,
            Reason.WAIT_TOO_LONG,
            Reason.SUCCESS);
  }

  private static List<Turn> scriptsOfAll() {
    return CallWorld.anything().stream().map(Turn::quick).toList();
  }
}
