package dev.holdfast.call;

import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallFellBack;
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
  private boolean over;

  Diary(CallRef self, Instant began, Listener listener) {
    this.self = self;
    this.began = began;
    this.listener = listener;
  }

  void noted(Leg leg, Instant now, Note note) {
    add(new CallNoted(leg.self(), now, note));
  }

  void held(Leg leg, Instant now, Duration atMost) {
    turnedAway(leg, now);
    waits(leg, now, Reason.GATED, atMost);
  }

  void turnedAway(Leg leg, Instant now) {
    add(new BreakerMet(leg.self(), now, leg.standing(now)));
  }

  void started(Leg leg, Instant now, int attempt) {
    add(new AttemptStarted(leg.self(), now, attempt, leg.stance()));
  }

  void ended(Leg leg, Instant now, int attempt, Result result) {
    add(new AttemptEnded(leg.self(), now, attempt, result.conditions().took(), result));
  }

  void waits(Leg leg, Instant now, Reason reason, Duration atMost) {
    add(new CallWaits(leg.self(), now, reason, atMost));
  }

  /** Told of the place it left, named as the call began. */
  void fellBack(Leg to, Instant now, Reason reason) {
    add(new CallFellBack(self, now, to.target().name(), reason));
  }

  void over(Instant now, int attempts, Duration waited, @Nullable Verdict verdict, Reason reason) {
    add(new CallEnded(self, now, attempts, waited, verdict, reason));
    over = true;
    listener.over(trail());
  }

  Trail trail() {
    return new Trail(self, began, events, omitted);
  }

  /** The end is the last: what comes after it is not told any more. */
  private void add(CallEvent event) {
    if (over) {
      return;
    }
    if (events.size() == MOST) {
      events.remove(BEGINNING);
      omitted++;
    }
    events.add(Trail.extract(event));
    listener.on(event);
  }
}
