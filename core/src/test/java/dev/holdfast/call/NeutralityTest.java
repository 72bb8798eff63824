package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.State;
import dev.holdfast.call.OutageWorld.Reply;
import dev.holdfast.call.OutageWorld.Tally;
import dev.holdfast.call.OutageWorld.Upstream;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Replay;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One endpoint, one key: whatever goes wrong by the callers' own doing, the breaker that all of
 * them share never opens.
 */
class NeutralityTest {
  private static final Duration MINUTES = Duration.ofMinutes(3);

  /** What callers bring upon themselves. */
  private enum Own {
    SPIKE_OF_401(List.of(Answers.status(401))),
    STORM_OF_429(List.of(Answers.status(429))),
    STORM_OF_429_WITH_HINTS(List.of(Answers.status(429, "retry-after", "3"))),
    SPEND_LIMIT(
        List.of(
            Answers.envelope(
                429, "rate_limit_error", "You have reached your specified API usage limits."))),
    MIXED_400S(List.of(400, 402, 403, 404, 413, 422).stream().map(Answers::status).toList()),
    UNKNOWN_CODES(List.of(Answers.status(418), Answers.status(451), Answers.status(777)));

    private final List<Outcome> outcomes;

    Own(List<Outcome> outcomes) {
      this.outcomes = outcomes;
    }

    private Upstream upstream() {
      return (at, random) ->
          new Reply(outcomes.get(random.nextInt(outcomes.size())), Duration.ofMillis(150));
    }
  }

  private static void assertNeverOpened(OutageWorld world) {
    assertThat(world.standing().state()).isEqualTo(State.CLOSED);
    assertThat(world.standing().since()).as("since it was made").isNull();
  }

  @ParameterizedTest
  @EnumSource
  void whatCallersBringUponThemselvesNeverOpensIt(Own own) {
    OutageWorld world =
        new OutageWorld(Policy.defaults(), 1, own.upstream(), Duration.ZERO, MINUTES);
    Tally tally = world.run(20, MINUTES, Terms.DEFAULT);

    assertThat(tally.answered()).isZero();
    assertThat(tally.attempts()).isGreaterThanOrEqualTo(tally.calls());
    assertNeverOpened(world);
  }

  @Test
  void callersWhoseDeadlineIsTooShortNeverOpenIt() {
    Upstream slow = (at, random) -> new Reply(Answers.OK, Duration.ofMillis(900));
    OutageWorld world = new OutageWorld(Policy.defaults(), 1, slow, Duration.ZERO, MINUTES);
    Tally tally = world.run(20, MINUTES, new Terms(Replay.FREE, Duration.ofMillis(300)));

    assertThat(tally.answered()).isZero();
    assertThat(tally.attempts()).as("each is sent, and once").isEqualTo(tally.calls());
    assertNeverOpened(world);
  }

  @Test
  void callersWhoLeaveAfterAWhileNeverOpenIt() {
    Upstream hung = (at, random) -> new Reply(Answers.OK, Duration.ofMinutes(5));
    OutageWorld world = new OutageWorld(Policy.defaults(), 1, hung, Duration.ZERO, MINUTES);
    Tally tally = world.run(20, MINUTES, new Terms(Replay.FREE, Duration.ofSeconds(10)));

    assertThat(tally.answered()).isZero();
    assertNeverOpened(world);
  }

  @Test
  void aBreakerThatTheyCannotOpenOpensForTheUpstreamsOwnFaults() {
    Upstream down = (at, random) -> new Reply(Answers.status(529), Duration.ofMillis(150));
    OutageWorld world = new OutageWorld(Policy.defaults(), 1, down, Duration.ZERO, MINUTES);
    world.run(20, MINUTES, Terms.DEFAULT);

    assertThat(world.standing().since()).isAfter(Instant.MIN);
  }
}
