package dev.holdfast.call;

import dev.holdfast.breaker.Admission;
import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Permit;
import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.Caller;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.quota.Pace;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call's dealings with one place of its route: it asks for leave to send, pays for retries, and
 * whatever it was given is settled or given back, once.
 */
final class Leg {
  private final Target target;
  private final CallRef self;
  private final Passage passage;
  private final Tokens tokens;
  private final Measure measure;
  private final Allowance allowance;
  private int sent;

  Leg(Target target, String call, Terms terms, Instant now) {
    Endpoint endpoint = target.endpoint();
    this.target = target;
    Caller caller = terms.caller();
    String key = target.key();
    this.self = new CallRef(call, endpoint.key(), key == null ? caller : caller.with(key));
    this.passage = new Passage(endpoint.breaker(), terms.priority(), self, now);
    this.tokens = new Tokens(endpoint.budget());
    this.measure = new Measure(endpoint.shape(), terms.extent());
    this.allowance = new Allowance(endpoint.quotas(), self, terms);
  }

  Target target() {
    return target;
  }

  /** The call, as events of this leg name it. */
  CallRef self() {
    return self;
  }

  /**
   * Asks whether the rate limits have room for the call.
   *
   * @param atMost how long it may wait for that
   * @return null if they have; then the breaker is to be asked
   */
  @Nullable Pace pace(Instant now, Duration atMost) {
    Pace pace = allowance.ask(now, atMost);
    if (pace != null && held()) {
      // What the gate may have granted it goes to somebody who can use it.
      passage.leave(now);
    }
    return pace;
  }

  /** Asks to send, or asks again if the call is held. */
  Admission ask(Instant now, boolean mayHold) {
    Admission answer = passage.ask(now, mayHold);
    if (!(answer instanceof Permit)) {
      allowance.giveBack(now, answer instanceof Held);
    }
    return answer;
  }

  /** What the breaker here would do with a call that asks now. */
  Stance stance() {
    return passage.stance();
  }

  /** Where the breaker here stands. */
  Standing standing(Instant now) {
    return passage.standing(now);
  }

  /** What there is left to retry with. */
  Budgets budgets(Policy policy) {
    return new Budgets(policy.budget(), tokens.balance());
  }

  /** What the size of the request has to do with the timeout at hand. */
  SizeLink sizeLink() {
    return measure.link();
  }

  /** Whether the call stands in the queue here. */
  boolean held() {
    return passage.held();
  }

  /** An attempt starts. While the breaker bounds retries they cost nothing. */
  void send() {
    tokens.send(stance() != Stance.PASS);
    sent++;
  }

  /** How long the present attempt has been under way. */
  Duration took(Instant now) {
    return passage.took(now);
  }

  /** Content came: what the upstream may do afterwards does not undo this success. */
  void content(Instant now) {
    passage.content(now);
  }

  /**
   * The present attempt came back.
   *
   * @return how long it takes until it fits the rate limits, if it met one; else zero
   */
  Duration settle(Instant now, Outcome outcome, Verdict verdict) {
    boolean stale = outcome instanceof Lost lost && lost.stale();
    passage.settle(now, verdict.kind(), stale);
    tokens.settle(verdict.kind() == ErrorKind.OK, sent == 1);
    measure.settle(now, verdict.kind());
    return allowance.settle(now, outcome, verdict, stale);
  }

  /** Pays for the next retry; false if the budget here has nothing left. */
  boolean pay(ErrorKind failure) {
    return tokens.pay(failure);
  }

  /** Whether retries cost nothing, because the breaker paces all calls; or this one is paid for. */
  boolean paid(ErrorKind failure) {
    return stance() != Stance.PASS || pay(failure);
  }

  /** The retry that was paid for is not sent now. */
  void giveBack() {
    tokens.giveBack();
  }

  /** The call ends, or goes on elsewhere, whatever it was doing. */
  void leave(Instant now) {
    passage.leave(now);
    tokens.giveBack();
    allowance.leave(now);
  }
}
