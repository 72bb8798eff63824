package dev.holdfast.call;

import dev.holdfast.breaker.Admission;
import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.breaker.Stance;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
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
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.retry.Backoff;
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
  /** A parked retry asks the budget again within this. */
  private static final Duration PARKED = Duration.ofSeconds(8);

  private final CallRef self;
  private final Terms terms;
  private final Engine engine;
  private final Patience patience;
  private final Passage passage;
  private final Tokens tokens;

  private int attempt;
  private boolean committed;
  private boolean resent;
  private boolean lastTry;
  private @Nullable ErrorKind unpaid;
  private @Nullable Verdict meaningful;
  private @Nullable Finish finish;
  private Map<ErrorKind, Integer> failures = Map.of(); // most calls have none

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
   * @param id unique within the process
   * @param endpoint where it goes, with what all calls there share
   * @param now the moment its deadline counts from
   */
  public Call(String id, Endpoint endpoint, Terms terms, Engine engine, Instant now) {
    this.self = new CallRef(id, endpoint.key());
    this.terms = terms;
    this.engine = engine;
    this.patience = new Patience(now, terms.deadline());
    this.passage = new Passage(endpoint.breaker(), terms.priority(), self, now);
    this.tokens = new Tokens(endpoint.budget());
  }

  /** Starts the call; to be called once. */
  public Step start(Instant now) {
    return finish != null ? finish : seek(now);
  }

  /** A pause is over, or a held call was woken. */
  public Step resume(Instant now) {
    if (finish != null) {
      return finish;
    }
    if (!passage.held() && !patience.paused()) {
      throw new IllegalStateException("resume without a pause");
    }
    if (passage.held()) {
      return seek(now);
    }
    patience.resume(now);
    ErrorKind due = unpaid;
    return due == null ? seek(now) : payThenSeek(due, now);
  }

  /** Content of the present attempt is being handed on: from here it cannot be replaced. */
  public void commit(Instant now) {
    committed = true;
    passage.content(now);
  }

  /** The present attempt came back. */
  public Step settle(Instant now, Outcome outcome) {
    if (finish != null) {
      return finish;
    }
    Verdict verdict = Classifier.classify(outcome, now);
    Duration took = passage.took(now);
    passage.settle(now, verdict.kind(), outcome instanceof Lost lost && lost.stale());
    tokens.settle(verdict.kind() == ErrorKind.OK, attempt == 1);
    note(verdict, now);
    Conditions conditions = conditions(verdict, took, now);
    Decision decision =
        Decider.decide(outcome, verdict, conditions, engine.policy(), engine.random());
    tell(new AttemptEnded(self, now, attempt, took, new Result(outcome, verdict, decision)));
    return follow(decision, verdict, now);
  }

  /** The caller left, whatever the call was doing. */
  public Step cancel(Instant now) {
    if (finish != null) {
      return finish;
    }
    patience.resume(now);
    return finish(new Ending.Cancelled(), now);
  }

  /** How many attempts were sent. */
  public int attempts() {
    return attempt;
  }

  /** How long the call has paused so far. */
  public Duration waited() {
    return patience.waited();
  }

  /** Asks the breaker for leave to send; a held call asks again. */
  private Step seek(Instant now) {
    Admission answer = passage.ask(now, mayHold(now));
    if (answer instanceof Held held) {
      return hold(held, now);
    }
    patience.resume(now);
    if (answer instanceof Refused refused) {
      return fail(Reason.BREAKER_OPEN, now.plus(refused.retryIn()), now);
    }
    tokens.send(passage.stance() != Stance.PASS);
    attempt++;
    tell(new AttemptStarted(self, now, attempt));
    return new Send(attempt, patience.deadline());
  }

  private boolean mayHold(Instant now) {
    Duration rest = engine.policy().budget().rest(patience.elapsed(now), false);
    return !terms.hold().isZero() && !rest.isNegative() && !rest.isZero();
  }

  private Step hold(Held held, Instant now) {
    tokens.giveBack();
    boolean first = !patience.paused();
    Instant end = patience.hold(now, terms.hold(), engine.policy());
    if (!now.isBefore(end)) {
      patience.resume(now);
      return fail(Reason.HOLD_EXPIRED, now.plusSeconds(1), now);
    }
    Duration atMost = Duration.between(now, held.until().isBefore(end) ? held.until() : end);
    if (first) {
      tell(new CallWaits(self, now, Reason.GATED, Duration.between(now, end)));
    }
    return new Hold(held.ticket(), atMost.isNegative() ? Duration.ZERO : atMost);
  }

  private void note(Verdict verdict, Instant now) {
    if (verdict.kind() == ErrorKind.OK || verdict.kind() == ErrorKind.CANCELLED) {
      return;
    }
    failures = failures.isEmpty() ? new EnumMap<>(ErrorKind.class) : failures;
    failures.merge(verdict.kind(), 1, Integer::sum);
    patience.troubled(now);
    meaningful = worthTelling(verdict) ? verdict : meaningful;
  }

  /** What the upstream said tells more than a connection that broke after it. */
  private boolean worthTelling(Verdict verdict) {
    return meaningful == null
        || verdict.origin() == Origin.PROVIDER
        || meaningful.origin() != Origin.PROVIDER;
  }

  private Conditions conditions(Verdict verdict, Duration took, Instant now) {
    int ofKind = failures.getOrDefault(verdict.kind(), 0);
    Tally tally = new Tally(ofKind, lastTry, resent, committed);
    Elapsed elapsed = patience.elapsed(now);
    return new Conditions(now, took, tally, elapsed, terms.replay(), passage.stance());
  }

  private Step follow(Decision decision, Verdict verdict, Instant now) {
    if (decision instanceof Retry retry) {
      return retry(retry, verdict, now);
    }
    if (decision instanceof Accept) {
      meaningful = verdict;
      return finish(new Ending.Answered(), now);
    }
    GiveUp giveUp = (GiveUp) decision;
    if (giveUp.reason() == Reason.CANCELLED) {
      return finish(new Ending.Cancelled(), now);
    }
    meaningful = meaningful == null ? verdict : meaningful;
    return fail(giveUp.reason(), giveUp.retryAt(), now);
  }

  private Step retry(Retry retry, Verdict verdict, Instant now) {
    lastTry |= retry.reason() == Reason.LAST_TRY;
    if (retry.reason() == Reason.STALE_CONNECTION) {
      forget(verdict.kind());
      return seek(now);
    }
    if (retry.reason() == Reason.GATED) {
      return seek(now);
    }
    // A 429 says nothing against trying: its wait is the price. All others add load to trouble.
    boolean costs = verdict.kind() != ErrorKind.RATE_LIMITED;
    unpaid = costs && !tokens.pay(verdict.kind()) ? verdict.kind() : null;
    return pause(retry.pause(), retry.reason(), !costs, now);
  }

  private Step pause(Duration pause, Reason reason, boolean quota, Instant now) {
    patience.pause(now, quota);
    tell(new CallWaits(self, now, reason, pause));
    return new Wait(pause);
  }

  /** A parked retry asks the budget again; while the gate paces all calls retries are free. */
  private Step payThenSeek(ErrorKind due, Instant now) {
    if (passage.stance() != Stance.PASS || tokens.pay(due)) {
      unpaid = null;
      return seek(now);
    }
    Duration rest = engine.policy().budget().rest(patience.elapsed(now), false);
    if (lastTry || rest.toMillis() < 100) {
      return fail(Reason.RETRY_BUDGET_SPENT, now.plusSeconds(1), now);
    }
    Duration widest = rest.compareTo(PARKED) < 0 ? rest : PARKED;
    Duration pause = Backoff.upTo(widest, engine.random());
    return pause(pause, Reason.RETRY_BUDGET_SPENT, false, now);
  }

  /** A stale connection says nothing of the upstream: it widens no pause and starts no clock. */
  private void forget(ErrorKind kind) {
    resent = true;
    failures.computeIfPresent(kind, (k, n) -> n == 1 ? null : n - 1);
    if (failures.isEmpty()) {
      patience.calm();
    }
  }

  private Finish fail(Reason reason, @Nullable Instant retryAt, Instant now) {
    return finish(new Ending.Failed(meaningful, reason, retryAt), now);
  }

  private Finish finish(Ending ending, Instant now) {
    Finish end = new Finish(ending);
    finish = end;
    passage.leave(now);
    tokens.giveBack();
    Duration waited = patience.waited();
    tell(new CallEnded(self, now, attempt, waited, meaningful, ending.reason()));
    return end;
  }

  private void tell(CallEvent event) {
    engine.listener().on(event);
  }
}
