package dev.holdfast.gateway.board;

import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.decide.Decision;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Decision.Retry;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One call as a script: tells a listener the events that a driver would. */
final class Scripted {
  private static final AtomicLong IDS = new AtomicLong();
  private static final Duration TOOK = Duration.ofMillis(300);
  private static final Instant BEGAN = Instant.parse("2026-11-23T12:00:00Z");

  private final Listener listener;
  private final CallRef call;
  private final List<CallEvent> events = new ArrayList<>();
  private Instant now = BEGAN;
  private int attempts;
  private Duration waited = Duration.ZERO;
  private Verdict last;

  Scripted(Listener listener, String path, String model) {
    this.listener = listener;
    EndpointKey endpoint = EndpointKey.of("https://api.anthropic.com", path, model);
    this.call = new CallRef("c" + IDS.incrementAndGet(), endpoint);
    start();
  }

  /** A call of the Messages API. */
  static Scripted call(Listener listener) {
    return new Scripted(listener, "/v1/messages", "claude-opus-5");
  }

  static Answered answer(int status, Headers headers) {
    return new Answered(status, headers, null, Phase.CONTENT, status == 200 ? "end_turn" : null);
  }

  /** The attempt under way fails, and after a pause the next one starts. */
  Scripted retries(int status, Duration pause) {
    return retries(answer(status, Headers.NONE), pause);
  }

  Scripted retries(Outcome outcome, Duration pause) {
    settle(outcome, new Retry(pause, Reason.BACKOFF));
    waited = waited.plus(pause);
    now = now.plus(pause);
    start();
    return this;
  }

  void succeeds() {
    succeeds(answer(200, Headers.NONE));
  }

  void succeeds(Outcome outcome) {
    settle(outcome, new Accept());
    end(Reason.SUCCESS);
  }

  void fails(int status) {
    fails(answer(status, Headers.NONE));
  }

  void fails(Outcome outcome) {
    settle(outcome, new GiveUp(Reason.BUDGET_SPENT, null));
    end(Reason.BUDGET_SPENT);
  }

  /** The caller leaves while an attempt is under way. */
  void leaves() {
    now = now.plus(TOOK);
    end(Reason.CANCELLED);
  }

  /** The attempt under way fails, and the caller leaves during the pause after it. */
  void leavesBeforeRetry(int status) {
    settle(answer(status, Headers.NONE), new Retry(TOOK, Reason.BACKOFF));
    end(Reason.CANCELLED);
  }

  /** The name that listeners know it by. */
  String id() {
    return call.id();
  }

  private void tell(CallEvent event) {
    events.add(event);
    listener.on(event);
  }

  private void start() {
    attempts++;
    tell(new AttemptStarted(call, now, attempts, Stance.PASS));
  }

  private void settle(Outcome outcome, Decision decision) {
    now = now.plus(TOOK);
    Verdict verdict = Classifier.classify(outcome, now);
    last = verdict.kind() == ErrorKind.CANCELLED ? last : verdict;
    Conditions conditions =
        new Conditions(
            now,
            TOOK,
            new Tally(1, false, false, false),
            new Elapsed(waited, Duration.ZERO, null),
            Replay.FREE,
            new Scene(Stance.PASS, false, null, false, SizeLink.UNDECIDED, Duration.ZERO));
    Budgets budgets = new Budgets(Policy.defaults().budget(), RetryBudget.FULL);
    Result result = new Result(outcome, verdict, decision, conditions, budgets);
    tell(new AttemptEnded(call, now, attempts, TOOK, result));
  }

  private void end(Reason reason) {
    tell(new CallEnded(call, now, attempts, waited, last, reason));
    listener.over(new Trail(call, BEGAN, events, 0));
  }
}
