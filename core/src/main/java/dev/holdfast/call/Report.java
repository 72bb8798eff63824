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
import dev.holdfast.event.CallEvent.CallResumed;
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

/** Tells the listener what happens to one call, counts its attempts, and writes all of it down. */
final class Report {
  /** More than anybody reads; a call that goes on and on loses its middle. */
  private static final int MOST = 64;

  private static final int BEGINNING = 16;

  private final CallRef self;
  private final Instant began;
  private final Listener listener;
  private final List<CallEvent> events = new ArrayList<>(4);
  private int omitted;
  private int attempts;
  private boolean over;

  Report(CallRef self, Instant began, Listener listener) {
    this.self = self;
    this.began = began;
    this.listener = listener;
  }

  /** How many attempts were sent. */
  int attempts() {
    return attempts;
  }

  void noted(Leg leg, Instant now, Note note) {
    tell(new CallNoted(leg.self(), now, note));
  }

  void started(Leg leg, Instant now) {
    attempts++;
    tell(new AttemptStarted(leg.self(), now, attempts, leg.stance()));
  }

  void ended(Leg leg, Instant now, Result result) {
    tell(new AttemptEnded(leg.self(), now, attempts, result.conditions().took(), result));
  }

  void resumed(Leg leg, Instant now) {
    tell(new CallResumed(leg.self(), now, attempts));
  }

  void held(Leg leg, Instant now, Duration atMost) {
    turnedAway(leg, now);
    waits(leg, now, Reason.GATED, atMost);
  }

  void turnedAway(Leg leg, Instant now) {
    tell(new BreakerMet(leg.self(), now, leg.standing(now)));
  }

  void waits(Leg leg, Instant now, Reason reason, Duration atMost) {
    tell(new CallWaits(leg.self(), now, reason, atMost));
  }

  void fellBack(Leg to, Instant now, Reason reason) {
    tell(new CallFellBack(self, now, to.target().name(), reason));
  }

  void over(Instant now, Duration waited, @Nullable Verdict told, Reason reason) {
    tell(new CallEnded(self, now, attempts, waited, told, reason));
    over = true;
    // Nobody listens to most calls of a library: then a trail is made when it is asked for.
    if (!Listener.NONE.equals(listener)) {
      listener.over(trail());
    }
  }

  /** What has happened so far. */
  Trail trail() {
    return new Trail(self, began, events, omitted);
  }

  /** The end is the last: what comes after it is not told any more. */
  private void tell(CallEvent event) {
    if (over) {
      return;
    }
    if (events.size() == MOST) {
      events.remove(BEGINNING);
      omitted++;
    }
    events.add(event);
    listener.on(event);
  }
}
