package dev.holdfast.call;

import dev.holdfast.breaker.Admission;
import dev.holdfast.breaker.Admission.Held;
import dev.holdfast.breaker.Admission.Refused;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Trigger;
import dev.holdfast.quota.Pace;
import dev.holdfast.quota.Pace.Refuse;
import dev.holdfast.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows one call in: the rate limits must have room for it, then the breaker must let it through.
 * Until they do it waits, as long as its patience lasts.
 */
final class Usher {
  private final Engine engine;
  private final Journey journey;
  private final Patience patience;
  private final Judge judge;
  private final Report report;

  /** What a call is told that wants to send. */
  sealed interface Leave {
    /** Do this. */
    record Yes(Step step) implements Leave {}

    /** Not here, and waiting would not help. */
    record No(Reason reason, Instant retryAt) implements Leave {}
  }

  Usher(Engine engine, Journey journey, Patience patience, Judge judge, Report report) {
    this.engine = engine;
    this.journey = journey;
    this.patience = patience;
    this.judge = judge;
    this.report = report;
  }

  /**
   * A call wants to send; one that is held or waits asks again.
   *
   * @param mayWait whether it may be made to wait
   */
  Leave ask(Instant now, boolean mayWait) {
    Duration rest = mayWait ? patience.rest(now, engine.policy(), true) : Duration.ZERO;
    Pace pace = leg().pace(now, rest);
    if (pace != null) {
      return paced(pace, rest, now);
    }
    Admission answer = leg().ask(now, mayWait && mayHold(now));
    if (answer instanceof Held held) {
      return hold(held, now);
    }
    patience.resume(now);
    if (answer instanceof Refused refused) {
      report.turnedAway(leg(), now);
      return new Leave.No(judge.refusal(now), now.plus(refused.retryIn()));
    }
    leg().send();
    report.started(leg(), now);
    Target target = leg().target();
    return new Leave.Yes(
        new Send(report.attempts(), patience.deadline(), target, journey.detour()));
  }

  private Leg leg() {
    return journey.leg();
  }

  /** The rate limits have no room now. The clock starts, as it does with a hold. */
  private Leave paced(Pace pace, Duration rest, Instant now) {
    patience.resume(now);
    patience.kept(now);
    if (pace instanceof Refuse refuse) {
      return new Leave.No(Reason.QUOTA, refuse.retryAt());
    }
    Pace.Wait wait = (Pace.Wait) pace;
    if (elsewhere(now)) {
      return new Leave.No(Reason.QUOTA, wait.until());
    }
    Duration pause = Duration.between(now, wait.until());
    Duration spread = wait.together() ? Backoff.spread(pause) : Duration.ZERO;
    Duration room = rest.minus(pause);
    Duration widest = spread.compareTo(room) < 0 ? spread : room;
    pause = pause.plus(Backoff.upTo(widest, engine.random()));
    return new Leave.Yes(pause(pause, Reason.QUOTA, true, now));
  }

  /** Whether another place is to be asked at once instead of waiting for this one's limits. */
  private boolean elsewhere(Instant now) {
    FallbackRule next = journey.next();
    Duration since = patience.elapsed(now).sinceFirstFailure();
    return next != null && next.takes(Trigger.RATE_LIMITED) && since.compareTo(next.after()) >= 0;
  }

  /** A known incident lasts longer than anybody can be held. */
  private boolean mayHold(Instant now) {
    Duration rest = patience.rest(now, engine.policy(), false);
    boolean time = !rest.isNegative() && !rest.isZero();
    return time && !journey.hold().isZero() && !judge.red(now);
  }

  private Leave hold(Held held, Instant now) {
    leg().giveBack();
    boolean first = !patience.paused();
    Instant end = patience.hold(now, journey.hold(), engine.policy());
    if (!now.isBefore(end)) {
      patience.resume(now);
      return new Leave.No(Reason.HOLD_EXPIRED, now.plusSeconds(1));
    }
    Duration atMost = Duration.between(now, held.until().isBefore(end) ? held.until() : end);
    if (first) {
      report.held(leg(), now, Duration.between(now, end));
    }
    return new Leave.Yes(new Hold(held.ticket(), atMost.isNegative() ? Duration.ZERO : atMost));
  }

  /** Pauses the call. */
  Step pause(Duration pause, Reason reason, boolean quota, Instant now) {
    patience.pause(now, quota);
    report.waits(leg(), now, reason, pause);
    return new Wait(pause);
  }
}
