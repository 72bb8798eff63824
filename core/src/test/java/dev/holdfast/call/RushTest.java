package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.call.RushWorld.Done;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.quota.QuotaPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five minutes of one and a half times what the rate limits allow. */
class RushTest {
  private static final Policy PACED = Policy.defaults().withQuota(QuotaPolicy.ON);
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final double PER_MINUTE = 50;
  private static final double PLENTY = 10_000_000;
  private static final int SEEDS = 20;

  private static List<Done> rush(Policy policy, long seed, LimitedUpstream upstream) {
    RushWorld world = new RushWorld(policy, seed, upstream);
    List<Done> done = world.run(1.5 * PER_MINUTE, TIME);
    assertThat(world.early()).as("before a retry-after, seed %d", seed).isZero();
    return done;
  }

  @Test
  void pacedCallsMeetNo429AndEverybodyIsAnsweredOrToldWhen() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      LimitedUpstream upstream = new LimitedUpstream(PER_MINUTE, PLENTY, true);
      List<Done> done = rush(PACED, seed, upstream);

      assertThat(upstream.refused()).as("429s, seed %d", seed).isZero();
      assertThat(done).allMatch(RushTest::answeredOrTold);
      assertThat(done.stream().filter(Done::answered).count())
          .as("the limit is used, seed %d", seed)
          .isEqualTo(upstream.served())
          .isGreaterThan((long) (PER_MINUTE * 5));
    }
  }

  private static boolean answeredOrTold(Done done) {
    return done.answered()
        || (done.ending() instanceof Ending.Failed failed
            && failed.reason() == Reason.QUOTA
            && failed.retryAt() != null
            && failed.retryAt().isAfter(done.came()));
  }

  @Test
  void criticalCallsAreNotDelayed() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      LimitedUpstream upstream = new LimitedUpstream(PER_MINUTE, PLENTY, true);
      List<Done> critical =
          rush(PACED, seed, upstream).stream()
              .filter(done -> done.priority() == Priority.CRITICAL)
              .toList();

      assertThat(critical).hasSizeGreaterThan(10);
      assertThat(critical).as("seed %d", seed).allMatch(Done::answered);
      assertThat(critical).as("seed %d", seed).allMatch(done -> done.waited().isZero());
    }
  }

  @Test
  void withoutPacingA429HasThoseWhoFollowGoInTurnForAWhile() {
    for (boolean hints : new boolean[] {true, false}) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        LimitedUpstream upstream = new LimitedUpstream(PER_MINUTE, PLENTY, hints);
        assertThat(rush(Policy.defaults(), seed, upstream)).isNotEmpty();
        assertThat(upstream.refused()).as("seed %d", seed).isBetween(1, 60);
        assertThat(upstream.served()).as("seed %d", seed).isGreaterThan((int) (PER_MINUTE * 5));
      }
    }
  }

  @Test
  void tokensThatCanOnlyBeGuessedMeetFew429s() {
    int refused = 0;
    int served = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      LimitedUpstream upstream = new LimitedUpstream(PLENTY, 40_000, true);
      List<Done> done = rush(PACED, seed, upstream);
      refused += upstream.refused();
      served += upstream.served();
      assertThat(done).hasSizeGreaterThan(200);
    }
    assertThat(refused).as("of %d", served).isLessThan(served / 50);
  }
}
