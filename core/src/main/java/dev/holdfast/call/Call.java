package dev.holdfast.call;

import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.decide.Decider;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One call as a machine: told what happened, it answers with the next step. It has no clock, no
 * thread and does no I/O, so that the same code serves a blocking loop, an event loop and virtual
 * time.
 *
 * <p>Terminology: a <em>call</em> is one logical request and ends exactly once; an <em>attempt</em>
 * is one request on the wire, counted from 1; it is <em>committed</em> once content was handed on.
 *
 * <p>Confined to one thread at a time. Whoever cancels from outside must hand the cancelling over
 * to that thread. After its end every method answers with the same {@link Finish}.
 */
public final class Call {
  private final CallRef self;
  private final Terms terms;
  private final Engine engine;
  private final Instant started;
  private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);

  private int attempt;
  private Instant sentAt;
  private boolean committed;
  private boolean resent;
  private boolean lastTry;
  private boolean pausedForQuota;
  private @Nullable Instant firstFailure;
  private Duration waited = Duration.ZERO;
  private Duration waitedForQuota = Duration.ZERO;
  private @Nullable Instant pausedAt;
  private @Nullable Verdict meaningful;
  private @Nullable Finish finish;

  /**
   * What calls are made with.
   *
   * @param policy the numbers
   * @param random full jitter is drawn from it
   * @param listener told of every event of the call, on the driver's thread
   */
  public record Engine(Policy policy, RandomGenerator random, Listener listener) {}

  /**
   * A call that has not started.
   *
   * @param now the moment its deadline counts from
   */
  public Call(CallRef self, Terms terms, Engine engine, Instant now) {
    this.self = self;
    this.terms = terms;
    this.engine = engine;
    this.started = now;
    this.sentAt = now;
  }

  /** Starts the call; to be called once. */
  public Step start(Instant now) {
    return finish != null ? finish : send(now);
  }

  /** A pause is over. */
  public Step resume(Instant now) {
    if (finish != null || pausedAt == null) {
      return ended();
    }
    endPause(now);
    return send(now);
  }

  /** Content of the present attempt is being handed on: from here it cannot be replaced. */
  public void commit() {
    committed = true;
  }

  /** The present attempt came back. */
  public Step settle(Instant now, Outcome outcome) {
    if (finish != null) {
      return finish;
    }
    Verdict verdict = Classifier.classify(outcome, now);
    note(verdict, now);
    Conditions conditions = conditions(verdict, now);
    Decision decision =
        Decider.decide(outcome, verdict, conditions, engine.policy(), engine.random());
    Result result = new Result(outcome, verdict, decision);
    tell(new AttemptEnded(self, now, attempt, conditions.took(), result));
    return follow(decision, verdict, now);
  }

  /** The caller left, whatever the call was doing. */
  public Step cancel(Instant now) {
    if (finish != null) {
      return finish;
    }
    endPause(now);
    return finish(new Ending.Cancelled(), now);
  }

  /** How many attempts were sent. */
  public int attempts() {
    return attempt;
  }

  /** How long the call has paused so far. */
  public Duration waited() {
    return waited;
  }

  private Step send(Instant now) {
    attempt++;
    sentAt = now;
    tell(new AttemptStarted(self, now, attempt));
    return new Send(attempt, deadline());
  }

  private void endPause(Instant now) {
    if (pausedAt != null) {
      Duration pause = Duration.between(pausedAt, now);
      waited = waited.plus(pause);
      waitedForQuota = pausedForQuota ? waitedForQuota.plus(pause) : waitedForQuota;
      pausedAt = null;
    }
  }

  private @Nullable Instant deadline() {
    return terms.deadline() == null ? null : started.plus(terms.deadline());
  }

  private void note(Verdict verdict, Instant now) {
    if (verdict.kind() == ErrorKind.OK || verdict.kind() == ErrorKind.CANCELLED) {
      return;
    }
    failures.merge(verdict.kind(), 1, Integer::sum);
    firstFailure = firstFailure == null ? now : firstFailure;
    meaningful = worthTelling(verdict) ? verdict : meaningful;
  }

  /** What the upstream said tells more than a connection that broke after it. */
  private boolean worthTelling(Verdict verdict) {
    return meaningful == null
        || verdict.origin() == Origin.PROVIDER
        || meaningful.origin() != Origin.PROVIDER;
  }

  private Conditions conditions(Verdict verdict, Instant now) {
    Tally tally = new Tally(failures.getOrDefault(verdict.kind(), 0), lastTry, resent);
    Instant first = firstFailure == null ? now : firstFailure;
    Instant deadline = deadline();
    Duration left = deadline == null ? null : Duration.between(now, deadline);
    Elapsed elapsed = new Elapsed(Duration.between(first, now), waitedForQuota, left);
    Duration took = Duration.between(sentAt, now);
    return new Conditions(now, took, tally, elapsed, terms.replay(), committed);
  }

  private Step follow(Decision decision, Verdict verdict, Instant now) {
    if (decision instanceof Retry retry) {
      return pause(retry, verdict, now);
    }
    if (decision instanceof Accept) {
      meaningful = verdict;
      return finish(new Ending.Answered(), now);
    }
    GiveUp giveUp = (GiveUp) decision;
    if (giveUp.reason() == Reason.CANCELLED) {
      return finish(new Ending.Cancelled(), now);
    }
    Verdict told = meaningful == null ? verdict : meaningful;
    return finish(new Ending.Failed(told, giveUp.reason(), giveUp.retryAt()), now);
  }

  private Step pause(Retry retry, Verdict verdict, Instant now) {
    lastTry |= retry.reason() == Reason.LAST_TRY;
    if (retry.reason() == Reason.STALE_CONNECTION) {
      forget(verdict.kind());
    }
    if (retry.pause().isZero()) {
      return send(now);
    }
    pausedAt = now;
    pausedForQuota = verdict.kind() == ErrorKind.RATE_LIMITED;
    return new Wait(retry.pause());
  }

  /** A stale connection says nothing of the upstream: it widens no pause and starts no clock. */
  private void forget(ErrorKind kind) {
    resent = true;
    failures.computeIfPresent(kind, (k, n) -> n == 1 ? null : n - 1);
    firstFailure = failures.isEmpty() ? null : firstFailure;
  }

  private Finish finish(Ending ending, Instant now) {
    Finish end = new Finish(ending);
    finish = end;
    tell(new CallEnded(self, now, attempt, waited, meaningful, ending.reason()));
    return end;
  }

  private Finish ended() {
    if (finish == null) {
      throw new IllegalStateException("resume without a pause");
    }
    return finish;
  }

  private void tell(CallEvent event) {
    engine.listener().on(event);
  }
}
