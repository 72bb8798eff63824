package dev.holdfast.event;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Reason;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.retry.TimeBudget;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to one call. A call's events come in order, the last is an end. */
public sealed interface CallEvent {
  /** Which call. */
  CallRef call();

  /** When, on the engine's own clock. */
  Instant at();

  /**
   * Which call an event belongs to.
   *
   * @param id the call's id, unique within the process
   * @param endpoint where it goes
   * @param caller who makes it
   */
  record CallRef(String id, EndpointKey endpoint, Caller caller) {
    /** A call of nobody in particular. */
    public CallRef(String id, EndpointKey endpoint) {
      this(id, endpoint, Caller.NONE);
    }
  }

  /**
   * Something that changes nothing but should be known: a header that was ignored, say.
   *
   * @param note what
   */
  record CallNoted(CallRef call, Instant at, Note note) implements CallEvent {}

  /**
   * A remark on a call.
   *
   * @param topic what it is about, for programs: {@code ignored-header}
   * @param sentence the same for people, without a full stop; no values that a caller sent
   */
  record Note(String topic, String sentence) {
    /** The caller's own SDK retries too, so that attempts multiply. */
    public static final String NESTED_RETRY = "nested-retry";
  }

  /**
   * The breaker does not let the call pass: it is held, or turned away.
   *
   * @param breaker where it stands
   */
  record BreakerMet(CallRef call, Instant at, Standing breaker) implements CallEvent {}

  /**
   * An attempt starts.
   *
   * @param attempt its number, from 1
   * @param stance what the breaker does with calls at this moment: while it paces them, its gate
   *     has let this one through
   */
  record AttemptStarted(CallRef call, Instant at, int attempt, Stance stance)
      implements CallEvent {}

  /**
   * An attempt came back, and what was decided.
   *
   * @param attempt its number, from 1
   * @param took how long it took
   * @param result what it brought back and what was made of it
   */
  record AttemptEnded(CallRef call, Instant at, int attempt, Duration took, Result result)
      implements CallEvent {}

  /**
   * The call waits: it pauses before a retry, is held by the circuit breaker, or waits until it
   * fits the rate limits.
   *
   * @param reason why
   * @param atMost how long at most
   */
  record CallWaits(CallRef call, Instant at, Reason reason, Duration atMost) implements CallEvent {}

  /**
   * The call goes on to the next place of its route.
   *
   * @param target that place's name
   * @param reason why
   */
  record CallFellBack(CallRef call, Instant at, String target, Reason reason)
      implements CallEvent {}

  /**
   * The answer had broken off after content, and content of an attempt that continues it is being
   * handed on.
   *
   * @param attempt the number of the attempt that continues
   */
  record CallResumed(CallRef call, Instant at, int attempt) implements CallEvent {}

  /**
   * What an attempt brought back, what it means, and what was decided.
   *
   * @param conditions what the decision depended on besides
   * @param budgets what there was left to retry with
   */
  record Result(
      Outcome outcome,
      Verdict verdict,
      Decision decision,
      Conditions conditions,
      Budgets budgets) {}

  /**
   * What bounds the retries of a call.
   *
   * @param time the wall clock of its policy; {@link Conditions#elapsed} says how much is used up
   * @param retry what is left in the retry budget that all calls to the endpoint share
   */
  record Budgets(TimeBudget time, int retry) {}

  /**
   * The call is over.
   *
   * @param attempts how many attempts were sent
   * @param waited how long it paused in all
   * @param verdict the last meaningful failure, or a success; null if it ended before any attempt
   * @param reason why it ended
   */
  record CallEnded(
      CallRef call,
      Instant at,
      int attempts,
      Duration waited,
      @Nullable Verdict verdict,
      Reason reason)
      implements CallEvent {}
}
