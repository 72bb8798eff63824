package dev.holdfast.gateway.history;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.State;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.history.Occurrence.Kind;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Sees circuit breakers open and close, and calls fail, and tells the history. Listens on event
 * loops: while all is well it looks into an empty map and does nothing.
 */
public final class Witness implements Listener {
  /** Of one minute. Rates are in the counts; a sample is enough for a support case. */
  private static final int CALLS = 100;

  private final History history;
  private final Map<EndpointKey, State> open = new ConcurrentHashMap<>();
  private final AtomicLong minute = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();

  /** One that tells this history. */
  public Witness(History history) {
    this.history = history;
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof BreakerMet met) {
      met(met);
    } else if (event instanceof AttemptStarted started
        && started.stance() == Stance.PASS
        && !open.isEmpty()
        && open.remove(started.call().endpoint()) != null) {
      tell(started, State.CLOSED);
    }
  }

  /** A breaker is met by each call that it holds: told is only what is new. */
  private void met(BreakerMet met) {
    State now = met.breaker().state();
    if (now != open.put(met.call().endpoint(), now)) {
      tell(met, now);
    }
  }

  private void tell(CallEvent event, State state) {
    EndpointKey where = event.call().endpoint();
    String scope = where.upstream() + where.path() + " " + where.family();
    String word = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String severity = state == State.CLOSED ? "info" : "warning";
    String title = "breaker " + word + ": " + where.path() + ", " + where.family();
    history.tell(new Occurrence(event.at(), Kind.BREAKER, scope, severity, title, null));
  }

  @Override
  public void over(Trail trail) {
    CallEnded end = trail.ended();
    if (end != null && trail.failed() && among(end.at())) {
      history.later((handle, run) -> write(handle, trail, end));
    }
  }

  private boolean among(Instant at) {
    long now = at.getEpochSecond() / 60;
    if (minute.getAndSet(now) != now) {
      calls.set(0);
    }
    return calls.incrementAndGet() <= CALLS;
  }

  private static void write(Handle handle, Trail trail, CallEnded end) {
    Verdict verdict = end.verdict();
    handle
        .createUpdate(
            "INSERT INTO failed_call (id, at, endpoint, model, key, reason, kind, attempts, took,"
                + " waited, request_ids) VALUES (:id, :at, :endpoint, :model, :key, :reason, :kind,"
                + " :attempts, :took, :waited, :ids) ON CONFLICT (id) DO NOTHING")
        .bind("id", trail.call().id())
        .bind("at", end.at().toEpochMilli())
        .bind("endpoint", trail.call().endpoint().path())
        .bind("model", trail.call().endpoint().family())
        .bind("key", trail.call().caller().key())
        .bind("reason", end.reason().slug())
        .bind("kind", verdict == null ? "-" : verdict.kind().slug())
        .bind("attempts", end.attempts())
        .bind("took", Duration.between(trail.began(), end.at()).toMillis())
        .bind("waited", end.waited().toMillis())
        .bind("ids", String.join(" ", trail.requestIds()))
        .execute();
  }
}
