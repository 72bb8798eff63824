package dev.holdfast.call;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.CallResumed;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Listener;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the listener what happens to one call, and counts its attempts. */
final class Report {
  private final Listener listener;
  private int attempts;

  Report(Listener listener) {
    this.listener = listener;
  }

  /** How many attempts were sent. */
  int attempts() {
    return attempts;
  }

  void started(CallRef call, Instant now) {
    attempts++;
    tell(new AttemptStarted(call, now, attempts));
  }

  void ended(CallRef call, Instant now, Duration took, Result result) {
    tell(new AttemptEnded(call, now, attempts, took, result));
  }

  void resumed(CallRef call, Instant now) {
    tell(new CallResumed(call, now, attempts));
  }

  void waits(CallRef call, Instant now, Reason reason, Duration atMost) {
    tell(new CallWaits(call, now, reason, atMost));
  }

  void fellBack(CallRef call, Instant now, String target, Reason reason) {
    tell(new CallFellBack(call, now, target, reason));
  }

  void over(CallRef call, Instant now, Duration waited, @Nullable Verdict told, Reason reason) {
    tell(new CallEnded(call, now, attempts, waited, told, reason));
  }

  private void tell(CallEvent event) {
    listener.on(event);
  }
}
