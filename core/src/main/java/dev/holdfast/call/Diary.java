package dev.holdfast.call;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.CallWaits;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to one call, and tells it to whoever listens. */
final class Diary {
  /** More than a story can use; a call that goes on and on loses its middle. */
  private static final int MOST = 64;

  private static final int BEGINNING = 16;

  private final CallRef self;
  private final Instant began;
  private final Listener listener;
  private final List<CallEvent> events = new ArrayList<>(4);
  private int omitted;

  Diary(CallRef self, Instant began, Listener listener) {
    this.self = self;
    this.began = began;
    this.listener = listener;
  }

  void noted(Instant now, Note note) {
    add(new CallNoted(self, now, note));
  }

  void met(Instant now, Standing breaker) {
    add(new BreakerMet(self, now, breaker));
  }

  void started(Instant now, int attempt, Stance stance) {
    add(new AttemptStarted(self, now, attempt, stance));
  }

  void ended(Instant now, int attempt, Result result) {
    add(new AttemptEnded(self, now, attempt, result.conditions().took(), result));
  }

  void waits(Instant now, Reason reason, Duration atMost) {
    add(new CallWaits(self, now, reason, atMost));
  }

  void over(Instant now, int attempts, Duration waited, @Nullable Verdict verdict, Reason reason) {
    add(new CallEnded(self, now, attempts, waited, verdict, reason));
    listener.over(trail());
  }

  Trail trail() {
    return new Trail(self, began, events, omitted);
  }

  private void add(CallEvent event) {
    if (events.size() == MOST) {
      events.remove(BEGINNING);
      omitted++;
    }
    events.add(Trail.extract(event));
    listener.on(event);
  }
}
