package dev.holdfast.gauge;

import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Decision.GiveUp;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Told;
import dev.holdfast.event.Trail;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.verdict.Answers;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a listener of traffic, as drivers would. */
public record Feed(Listener listener, CallRef ref) {
  private static final String UPSTREAM = "https://api.anthropic.com";

  /** Calls of nobody for a message of one model. */
  public static Feed to(Listener listener) {
    EndpointKey messages = EndpointKey.of(UPSTREAM, "/v1/messages", "claude-opus-5");
    return new Feed(listener, new CallRef("c", messages));
  }

  /** The same to another path. */
  public Feed path(String path) {
    EndpointKey there = ref.endpoint();
    return at(new EndpointKey(there.upstream(), path, there.family()));
  }

  /** The same for another model. */
  public Feed model(String family) {
    EndpointKey there = ref.endpoint();
    return at(new EndpointKey(there.upstream(), there.path(), family));
  }

  /** The same to another upstream. */
  public Feed upstream(String upstream) {
    return at(new EndpointKey(upstream, ref.endpoint().path(), ref.endpoint().family()));
  }

  private Feed at(EndpointKey endpoint) {
    return new Feed(listener, new CallRef(ref.id(), endpoint, ref.caller()));
  }

  /** The same by another caller. */
  public Feed by(String key, String version) {
    CallRef call = new CallRef(ref.id(), ref.endpoint(), new Caller(key, version));
    return new Feed(listener, call);
  }

  /** Calls that are answered at once. */
  public void ok(Instant at, int count) {
    attempts(at, count, Answers.OK);
    calls(at, count, 1, Reason.SUCCESS, Verdict.OK);
  }

  /** Calls that fail with their only attempt. */
  public void lost(Instant at, int count, int status) {
    attempts(at, count, Answers.status(status, "request-id", "req_1"));
    Verdict verdict = verdict(Answers.status(status, "request-id", "req_1"), at);
    calls(at, count, 1, Reason.NOT_RETRYABLE, verdict);
  }

  /** Calls of which an attempt fails and the next one is answered. */
  public void recovered(Instant at, int count, int status) {
    AttemptEnded failed = attempt(at, Answers.status(status, "request-id", "req_1"));
    AttemptEnded good = attempt(at, Answers.OK);
    for (int i = 0; i < count; i++) {
      whole(failed, good, end(at, 2, Reason.SUCCESS, Verdict.OK));
    }
  }

  /** Calls that are answered elsewhere after an attempt has failed here. */
  public void fellBack(Instant at, int count, int status, Feed elsewhere) {
    AttemptEnded failed = attempt(at, Answers.status(status, "request-id", "req_1"));
    AttemptEnded good = elsewhere.attempt(at, Answers.OK);
    CallFellBack on = new CallFellBack(ref, at, "elsewhere", Reason.BUDGET_SPENT);
    for (int i = 0; i < count; i++) {
      whole(failed, on, good, end(at, 2, Reason.SUCCESS, Verdict.OK));
    }
  }

  private void whole(CallEvent... events) {
    for (CallEvent event : events) {
      listener.on(event);
    }
    listener.over(new Trail(ref, events[0].at(), List.of(events), 0));
  }

  /** Attempts alone. */
  public void attempts(Instant at, int count, Outcome outcome) {
    AttemptEnded attempt = attempt(at, outcome);
    for (int i = 0; i < count; i++) {
      listener.on(attempt);
    }
  }

  private AttemptEnded attempt(Instant at, Outcome outcome) {
    Verdict verdict = verdict(outcome, at);
    boolean ok = verdict.kind() == ErrorKind.OK;
    Result result =
        Told.result(outcome, verdict, ok ? new Accept() : new GiveUp(Reason.NOT_RETRYABLE, null));
    return new AttemptEnded(ref, at, 1, Duration.ofMillis(300), result);
  }

  /** Ends of calls alone. */
  public void calls(Instant at, int count, int attempts, Reason reason, @Nullable Verdict verdict) {
    CallEnded end = end(at, attempts, reason, verdict);
    for (int i = 0; i < count; i++) {
      listener.on(end);
    }
  }

  private CallEnded end(Instant at, int attempts, Reason reason, @Nullable Verdict verdict) {
    return new CallEnded(ref, at, attempts, Duration.ZERO, verdict, reason);
  }

  private static Verdict verdict(Outcome outcome, Instant at) {
    return Classifier.classify(outcome, at);
  }
}
