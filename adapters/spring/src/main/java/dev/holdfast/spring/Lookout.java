package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import dev.holdfast.breaker.Standing;
import dev.holdfast.decide.Reason;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.quota.Quotas;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the upstream is doing, from this application's calls and the status page. Inject it to decide
 * before a call: {@code lookout.situation().advice()} says whether to retry or to fall back.
 *
 * <p>Safe to share. A look takes milliseconds, so take one for a piece of work, not for each call.
 */
public final class Lookout {
  private final Holdfast holdfast;
  private final Upstream upstream;
  private final Senses senses;
  private final Remedy remedy;

  /** What is seen, and by what. */
  record Senses(Gauges gauges, Traffic traffic, Supplier<UpstreamStatus> page) {}

  Lookout(Holdfast holdfast, Upstream upstream, Senses senses, Duration hold) {
    this.holdfast = holdfast;
    this.upstream = upstream;
    this.senses = senses;
    this.remedy = Remedy.of(false, hold);
  }

  /** What goes on now, and what to do. */
  public Situation situation() {
    return holdfast.situation(senses.gauges(), senses.page().get(), remedy);
  }

  /** How the breakers of the upstream's endpoints stand. */
  public Map<EndpointKey, Standing> breakers() {
    Map<EndpointKey, Standing> own = new HashMap<>(holdfast.breakers());
    own.keySet().removeIf(key -> !key.upstream().equals(upstream.origin()));
    return own;
  }

  /** How the rate limits stand, as far as answers have told. */
  public List<Quotas.Row> quotas() {
    return holdfast.quotas();
  }

  /** How many calls have begun and not ended. */
  public int callsInFlight() {
    return senses.traffic().inFlight();
  }

  /** The last call that ended, other than by its caller's leave; null if none has. */
  @Nullable CallEnded lastCall() {
    return senses.traffic().last();
  }

  /** Whether calls to an endpoint get no answer: its breaker is open, and its last call failed. */
  boolean stuck(EndpointKey endpoint, Standing standing) {
    CallEnded there = senses.traffic().last(endpoint);
    return open(standing) && (there == null || there.reason() != Reason.SUCCESS);
  }

  /** Whether calls are held or turned away, somewhere. */
  static boolean open(Standing standing) {
    return !standing.state().passes();
  }
}
