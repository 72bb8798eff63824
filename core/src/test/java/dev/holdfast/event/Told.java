package dev.holdfast.event;

import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Events as a call would tell them, without a call. */
public final class Told {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final CallRef SELF = self("call-1");

  private Told() {}

  static CallRef self(String id) {
    return new CallRef(id, EndpointKey.of("https://up.test", "/v1/messages", "claude-opus-5"));
  }

  /** The only attempt of a call comes back. */
  static AttemptEnded attempt(Outcome outcome) {
    Verdict verdict = Classifier.classify(outcome, NOW);
    boolean good = verdict.kind() == ErrorKind.OK;
    Decision decision = good ? new Accept() : new GiveUp(Reason.NOT_RETRYABLE, null);
    Result result = result(outcome, verdict, decision);
    return new AttemptEnded(SELF, NOW, 1, result.conditions().took(), result);
  }

  /** What is decided when nothing has happened yet. */
  public static Result result(Outcome outcome, Verdict verdict, Decision decision) {
    Conditions conditions =
        new Conditions(
            NOW,
            Duration.ofMillis(50),
            new Tally(1, false, false, false),
            new Elapsed(Duration.ZERO, Duration.ZERO, null),
            Replay.FREE,
            new Scene(Stance.PASS, false, null, false, SizeLink.UNDECIDED, Duration.ZERO));
    Budgets budgets = new Budgets(Policy.defaults().budget(), RetryBudget.FULL);
    return new Result(outcome, verdict, decision, conditions, budgets);
  }

  static Outcome outcome(Trail trail) {
    return ((AttemptEnded) trail.events().get(0)).result().outcome();
  }

  /** A call of one attempt. */
  static Trail ended(Outcome outcome) {
    AttemptEnded attempt = attempt(outcome);
    Reason reason = attempt.result().decision().reason();
    return new Trail(SELF, NOW, List.of(attempt, end(SELF, reason)), 0);
  }

  /** A call that ended for this reason, with so many events. */
  static Trail ended(String id, Reason reason, int events) {
    return new Trail(self(id), NOW, Collections.nCopies(events, end(self(id), reason)), 0);
  }

  private static CallEnded end(CallRef call, Reason reason) {
    return new CallEnded(call, NOW, 1, Duration.ZERO, null, reason);
  }
}
