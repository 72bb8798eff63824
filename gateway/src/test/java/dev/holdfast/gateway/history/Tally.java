package dev.holdfast.gateway.history;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Phase;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Counts calls as a gateway would, at chosen moments. */
final class Tally {
  static final EndpointKey MESSAGES =
      EndpointKey.of("api.anthropic.com", "/v1/messages", "claude-opus-5");

  final Gauges gauges = new Gauges("api.anthropic.com");

  /** So many calls were answered. */
  Tally answered(Instant at, int calls) {
    for (int i = 0; i < calls; i++) {
      end(MESSAGES, at, null, Reason.SUCCESS);
    }
    return this;
  }

  /** So many calls failed with a status. */
  Tally failed(Instant at, int status, int calls) {
    Answered answer = new Answered(status, Headers.NONE, null, Phase.HEADERS, null);
    Verdict verdict = Classifier.classify(answer, at);
    for (int i = 0; i < calls; i++) {
      end(MESSAGES, at, verdict, Reason.BUDGET_SPENT);
    }
    return this;
  }

  /** A call of a model ended well. */
  void answered(Instant at, String model) {
    end(EndpointKey.of("api.anthropic.com", "/v1/messages", model), at, null, Reason.SUCCESS);
  }

  private void end(EndpointKey to, Instant at, Verdict verdict, Reason reason) {
    CallRef call = new CallRef("c", to, Caller.NONE);
    gauges.on(new CallEnded(call, at, 1, Duration.ZERO, verdict, reason));
  }
}
