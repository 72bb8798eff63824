package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.call.OutageWorld.Reply;
import dev.holdfast.call.OutageWorld.Tally;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Replay;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * An overload that keeps itself alive: 20 workers of a second each carry 18 calls a second, then 36
 * come for half a minute, the queue grows longer than anybody waits, and from then on all work is
 * done for callers who have left and come back. Nothing but sending less ends it.
 */
class OverloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REFUSED = Duration.ofMillis(20);
  private static final Duration LENGTH = Duration.ofMinutes(6);
  private static final int SEEDS = 5;

  /** At nine tenths of what it can carry, some wait too long by mere chance. */
  private static final double GOOD = 0.95;

  /** The last minute: five after the surge began. */
  private static final Duration JUDGED_FROM = LENGTH.minusMinutes(1);

  private static double rate(double second) {
    return second >= 60 && second < 90 ? 36 : 18;
  }

  private static Slots slots() {
    return new Slots(20, 160, 1);
  }

  private static OutageWorld world(long seed) {
    Slots slots = slots();
    return new OutageWorld(
        Policy.defaults(),
        seed,
        (at, random) -> {
          Duration takes = slots.take(at.toNanos() / 1e9, random);
          if (takes == null) {
            return new Reply(Answers.status(529), REFUSED);
          }
          // Our own limit: the first token is late. The work goes on.
          return takes.compareTo(PATIENCE) > 0
              ? new Reply(Lost.of(Loss.TIMEOUT, Phase.SENT), PATIENCE)
              : new Reply(Answers.OK, takes);
        },
        JUDGED_FROM,
        LENGTH);
  }

  @Test
  void itEndsWithoutHelp() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      OutageWorld world = world(seed);
      Tally tally = world.run(OverloadTest::rate, LENGTH, Terms.DEFAULT);

      assertThat(tally.success()).as("seed %d: %s", seed, tally).isGreaterThanOrEqualTo(GOOD);
      assertThat(world.standing().held()).isZero();
      assertThat(world.open()).isZero();
    }
  }

  @Test
  void itEndsAlsoWhenItIsTheCallersWhoseTimeIsUp() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      OutageWorld world = world(seed);
      Tally tally =
          world.run(OverloadTest::rate, LENGTH, new Terms(Replay.FREE, Duration.ofSeconds(4)));

      assertThat(tally.success()).as("seed %d: %s", seed, tally).isGreaterThanOrEqualTo(GOOD);
    }
  }

  /** Three quick attempts, as SDKs make them. */
  private record Attempt(double at, int number, boolean judged) {}

  @Test
  void withThreeQuickAttemptsItNeverEnds() {
    Random random = new Random(1);
    Slots slots = slots();
    PriorityQueue<Attempt> attempts = new PriorityQueue<>(Comparator.comparingDouble(Attempt::at));
    int judged = 0;
    for (double at = 0; at < LENGTH.toSeconds(); ) {
      at += -Math.log(1 - random.nextDouble()) / rate(at);
      boolean counts = at >= JUDGED_FROM.toSeconds();
      judged += counts ? 1 : 0;
      attempts.add(new Attempt(at, 1, counts));
    }
    int answered = 0;
    while (!attempts.isEmpty()) {
      Attempt attempt = attempts.remove();
      Duration takes = slots.take(attempt.at(), random);
      if (takes != null && takes.compareTo(PATIENCE) <= 0) {
        answered += attempt.judged() ? 1 : 0;
      } else if (attempt.number() < 3) {
        double lost = (takes == null ? REFUSED : PATIENCE).toMillis() / 1e3;
        double pause = 0.5 * attempt.number() * (0.75 + random.nextDouble() / 4);
        double next = attempt.at() + lost + pause;
        attempts.add(new Attempt(next, attempt.number() + 1, attempt.judged()));
      }
    }
    assertThat((double) answered / judged).isLessThan(0.2);
  }
}
