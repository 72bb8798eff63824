package dev.holdfast.call;

import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.Decider;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Judges what the attempts of one call bring back, by all that the call has been through. */
final class Judge {
  private final Engine engine;
  private final Journey journey;
  private final Patience patience;
  private final History history;

  Judge(Engine engine, Journey journey, Patience patience, History history) {
    this.engine = engine;
    this.journey = journey;
    this.patience = patience;
    this.history = history;
  }

  /** Takes note of an outcome, lets the breaker know, and decides what becomes of the call. */
  Result judge(Outcome outcome, Instant now) {
    Verdict verdict = Classifier.classify(outcome, now);
    Duration took = journey.leg().took(now);
    Duration room = journey.leg().settle(now, outcome, verdict);
    if (verdict.kind() != ErrorKind.OK && verdict.kind() != ErrorKind.CANCELLED) {
      history.failed(verdict, journey.diverted());
      patience.troubled(now);
    }
    Conditions conditions = conditions(verdict, took, room, now);
    Decision decision =
        Decider.decide(outcome, verdict, conditions, engine.policy(), engine.random());
    Budgets budgets = journey.leg().budgets(engine.policy());
    return new Result(outcome, verdict, history.overrule(decision), conditions, budgets);
  }

  private Conditions conditions(Verdict verdict, Duration took, Duration room, Instant now) {
    Leg leg = journey.leg();
    Scene scene =
        new Scene(leg.stance(), red(now), journey.next(), journey.diverted(), leg.sizeLink(), room);
    Elapsed elapsed = patience.elapsed(now);
    return new Conditions(
        now, took, history.tally(verdict.kind()), elapsed, journey.replay(), scene);
  }

  /** A stale connection says nothing of the upstream: it widens no pause and starts no clock. */
  void forget(ErrorKind kind) {
    if (history.forget(kind)) {
      patience.calm();
    }
  }

  /** Why a call that the breaker turns away is not sent. */
  Reason refusal(Instant now) {
    return red(now) ? Reason.KNOWN_INCIDENT : Reason.BREAKER_OPEN;
  }

  /** Whether the status page shows the model down that the call now asks. */
  boolean red(Instant now) {
    return engine.outlook().red(journey.leg().self().endpoint().family(), now);
  }
}
