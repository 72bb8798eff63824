package dev.holdfast.event;

import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Reason;
import dev.holdfast.outcome.Outcome;
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
   * An attempt starts.
   *
   * @param attempt its number, from 1
   */
  record AttemptStarted(CallRef call, Instant at, int attempt) implements CallEvent {}

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
   * The call waits: it pauses before a retry, or is held by the circuit breaker.
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

  /** What an attempt brought back, what it means, and what was decided. */
  record Result(Outcome outcome, Verdict verdict, Decision decision) {}

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
