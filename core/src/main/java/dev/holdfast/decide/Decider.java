package dev.holdfast.decide;

import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Backoff;
import dev.holdfast.retry.RetryRules.Rule;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The policy as one pure function.
 *
 * <p>A pause of our own that does not fit is drawn once more in what is left, and the attempt after
 * it is the last: clamping it instead would send a herd at the end of the budget, drawing again and
 * again a cascade. A pause the server asked for is never shortened.
 */
public final class Decider {
  /** Less than this is not worth another attempt. */
  private static final Duration TOO_LITTLE = Duration.ofMillis(100);

  /** A call that fails more often than this while the gate is up pauses before it asks again. */
  private static final int PACED = 2;

  /** When a caller told of a known incident may come back; incidents last an hour, not seconds. */
  private static final Duration INCIDENT = Duration.ofSeconds(30);

  private static final Decision ACCEPT = new Accept();

  private Decider() {}

  /**
   * Decides what becomes of a call.
   *
   * @param outcome what the attempt brought back
   * @param verdict the same, classified
   */
  public static Decision decide(
      Outcome outcome, Verdict verdict, Conditions c, Policy policy, RandomGenerator random) {
    return Diversion.of(here(outcome, verdict, c, policy, random), outcome, verdict, c);
  }

  /** What would be done if there were no other place to go. */
  private static Decision here(
      Outcome outcome, Verdict verdict, Conditions c, Policy policy, RandomGenerator random) {
    if (verdict.kind() == ErrorKind.OK) {
      return ACCEPT;
    }
    Duration rest = policy.budget().rest(c.elapsed(), verdict.kind() == ErrorKind.RATE_LIMITED);
    if (stale(outcome, c) && !rest.isNegative() && !expired(c)) {
      return new Retry(Duration.ZERO, Reason.STALE_CONNECTION);
    }
    Rule rule = rule(verdict.kind(), c, policy);
    Reason refusal = refusal(outcome, verdict, c, rule);
    if (refusal != null) {
      return new GiveUp(refusal, back(verdict, c.now()));
    }
    boolean down = verdict.kind().weight() == ErrorKind.Weight.FAILURE;
    if (down && c.scene().stance() == Stance.SHUT) {
      return new GiveUp(Reason.BREAKER_OPEN, back(verdict, c.now()));
    }
    if (c.scene().red() && verdict.kind() == ErrorKind.OVERLOADED && c.tally().ofKind() > 1) {
      return new GiveUp(Reason.KNOWN_INCIDENT, comeBack(verdict, c.now()));
    }
    if (down && paced(verdict, c, rest)) {
      return new Retry(Duration.ZERO, Reason.GATED);
    }
    Duration asked = verdict.hint().delay();
    // A wait of nothing asks for nothing: taken at its word it would have us hammer.
    return asked == null || asked.isZero()
        ? ownPause(c, rule, rest, random)
        : serversPause(asked, c, rest, random);
  }

  /** A timeout that has nothing to do with the request's size is as good as a 502, however slow. */
  private static Rule rule(ErrorKind kind, Conditions c, Policy policy) {
    boolean unrelated = c.scene().size() == SizeLink.UNRELATED;
    return policy.rules().rule(kind, unrelated ? Duration.ZERO : c.took());
  }

  /** Nothing came back on a connection that had idled: the peer had closed it. Once per call. */
  private static boolean stale(Outcome outcome, Conditions c) {
    return outcome instanceof Lost lost
        && lost.stale()
        && !c.tally().resent()
        && c.replay() == Replay.FREE;
  }

  /** Why this failure may not be retried at all; null if it may. */
  private static @Nullable Reason refusal(
      Outcome outcome, Verdict verdict, Conditions c, Rule rule) {
    if (verdict.kind() == ErrorKind.CANCELLED) {
      return expired(c) ? Reason.DEADLINE : Reason.CANCELLED;
    }
    if (c.tally().committed()) {
      return Reason.COMMITTED;
    }
    if (verdict.kind() == ErrorKind.TIMEOUT && c.scene().size() == SizeLink.RELATED) {
      return Reason.LONG_REQUEST;
    }
    if (rule.most() == 0) {
      return verdict.kind() == ErrorKind.SPEND_LIMIT ? Reason.SPEND_LIMIT : Reason.NOT_RETRYABLE;
    }
    if (Boolean.FALSE.equals(verdict.hint().shouldRetry())) {
      return Reason.UPSTREAM_SAYS_NO;
    }
    if (c.replay() == Replay.ONLY_IF_REFUSED && !certainlyNotRun(outcome, verdict)) {
      return Reason.NOT_REPEATABLE;
    }
    return c.tally().ofKind() > rule.most() ? Reason.RETRIES_SPENT : null;
  }

  private static boolean expired(Conditions c) {
    Duration left = c.elapsed().untilDeadline();
    return left != null && (left.isNegative() || left.isZero());
  }

  private static boolean certainlyNotRun(Outcome outcome, Verdict verdict) {
    return verdict.refused() || outcome.phase() == Phase.CONNECT;
  }

  /**
   * While the gate paces all calls none pauses by itself, but for a hint and a 500's own pause, and
   * one that failed again and again: where nobody else waits it would spend all that the gate has
   * left, without a pause.
   */
  private static boolean paced(Verdict verdict, Conditions c, Duration rest) {
    return c.scene().stance() == Stance.PACE
        && verdict.kind() != ErrorKind.SERVER_ERROR
        && verdict.hint().delay() == null
        && c.tally().ofKind() <= PACED
        && !c.tally().lastTry()
        && rest.compareTo(TOO_LITTLE) >= 0;
  }

  private static Decision ownPause(Conditions c, Rule rule, Duration rest, RandomGenerator random) {
    Duration room = c.scene().room();
    Duration drawn = rule.backoff().draw(c.tally().ofKind() - 1, random);
    Duration pause = drawn.compareTo(room) < 0 ? room : drawn;
    if (c.tally().lastTry() || rest.compareTo(TOO_LITTLE) < 0) {
      return new GiveUp(spent(c, rest), c.now().plus(atLeastASecond(pause)));
    }
    if (room.compareTo(rest) > 0) {
      return new GiveUp(Reason.WAIT_TOO_LONG, c.now().plus(room));
    }
    if (pause.compareTo(rest) <= 0) {
      return new Retry(pause, Reason.BACKOFF);
    }
    return new Retry(room.plus(Backoff.upTo(rest.minus(room), random)), Reason.LAST_TRY);
  }

  private static Decision serversPause(
      Duration asked, Conditions c, Duration rest, RandomGenerator random) {
    if (c.tally().lastTry() || rest.compareTo(TOO_LITTLE) < 0) {
      return new GiveUp(spent(c, rest), c.now().plus(asked));
    }
    if (asked.compareTo(rest) > 0) {
      return new GiveUp(Reason.WAIT_TOO_LONG, c.now().plus(asked));
    }
    Duration spread = Backoff.upTo(Backoff.spread(asked), random);
    Duration room = rest.minus(asked);
    if (spread.compareTo(room) <= 0) {
      return new Retry(asked.plus(spread), Reason.RETRY_AFTER);
    }
    // Only the spread is drawn again in what is left; the server's own wait is never cut.
    return new Retry(asked.plus(Backoff.upTo(room, random)), Reason.LAST_TRY);
  }

  private static Reason spent(Conditions c, Duration rest) {
    Duration deadline = c.elapsed().untilDeadline();
    return deadline != null && deadline.compareTo(rest) <= 0
        ? Reason.DEADLINE
        : Reason.BUDGET_SPENT;
  }

  private static Duration atLeastASecond(Duration pause) {
    return pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause;
  }

  private static Instant comeBack(Verdict verdict, Instant now) {
    Instant asked = back(verdict, now);
    return asked == null ? now.plus(INCIDENT) : asked;
  }

  private static @Nullable Instant back(Verdict verdict, Instant now) {
    Duration wait = verdict.hint().delay();
    return wait == null ? null : now.plus(wait);
  }
}
