package dev.holdfast;

import dev.holdfast.alert.Alarm;
import dev.holdfast.breaker.Standing;
import dev.holdfast.call.Call;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.call.Terms;
import dev.holdfast.decide.Outlook;
import dev.holdfast.decide.Policy;
import dev.holdfast.drive.AsyncDriver;
import dev.holdfast.drive.AsyncExchange;
import dev.holdfast.drive.BlockingDriver;
import dev.holdfast.drive.CallFailed;
import dev.holdfast.drive.Exchange;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.quota.Quotas;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Situation;
import dev.holdfast.situation.Survey;
import dev.holdfast.situation.Survey.Known;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The front door: makes calls that answer every status code rightly.
 *
 * <pre>{@code
 * Holdfast holdfast = Holdfast.of(Policy.defaults());
 * HttpResponse<String> answer = holdfast.call(endpoint, send -> { … });
 * }</pre>
 *
 * <p>Immutable and safe to share between threads; {@link #listen} and {@link #heed} make new ones.
 */
public final class Holdfast {
  private static final Duration LOOKS = Duration.ofSeconds(10);

  private final Engine engine;
  private final Timekeeper time;
  private final Endpoints endpoints;
  private final AtomicLong calls;

  private Holdfast(Engine engine, Timekeeper time, Endpoints endpoints, AtomicLong calls) {
    this.engine = engine;
    this.time = time;
    this.endpoints = endpoints;
    this.calls = calls;
  }

  /** Calls made under this policy, in real time, with nobody listening. */
  public static Holdfast of(Policy policy) {
    Timekeeper time = new Timekeeper();
    Engine engine = new Engine(policy, time.random(), Listener.NONE);
    Endpoints endpoints = new Endpoints(policy, time.random());
    return new Holdfast(engine, time, endpoints, new AtomicLong());
  }

  /**
   * The same, telling also this listener of every event. To look at calls afterwards, let {@link
   * dev.holdfast.event.Trails} listen.
   */
  public Holdfast listen(Listener more) {
    Listener both = engine.listener().and(more);
    Engine same = new Engine(engine.policy(), engine.random(), both, engine.outlook());
    return new Holdfast(same, time, endpoints, calls);
  }

  /**
   * The same, heeding what the status page says: while it shows a model down, no call to it is held
   * and a second overload is its last, a {@link dev.holdfast.decide.Reason#KNOWN_INCIDENT}.
   */
  public Holdfast heed(Outlook page) {
    Engine same = new Engine(engine.policy(), engine.random(), engine.listener(), page);
    return new Holdfast(same, time, endpoints, calls);
  }

  /**
   * The same, looking every ten seconds for alerts in the calls made from here on, until the alarm
   * is {@link Alarm#end ended}. Its news comes on a thread of the timer.
   */
  public Holdfast alerts(Alarm alarm) {
    Holdfast watched = listen(alarm);
    watched.look(alarm);
    return watched;
  }

  private void look(Alarm alarm) {
    time.after(
        LOOKS,
        () -> {
          if (alarm.ended()) {
            return;
          }
          try {
            alarm.evaluate(time.now(), breakers());
          } finally {
            // Also after somebody who was told has thrown.
            look(alarm);
          }
        });
  }

  /** The same with another clock and its chance, for tests in virtual time. */
  public Holdfast on(Timekeeper other) {
    Engine same = new Engine(engine.policy(), other.random(), engine.listener(), engine.outlook());
    Endpoints fresh = new Endpoints(engine.policy(), other.random());
    return new Holdfast(same, other, fresh, calls);
  }

  /**
   * Makes a call that may be repeated, without a deadline, and waits for it.
   *
   * @param endpoint where it goes
   * @param exchange performs one attempt
   * @return the value of the good answer; or of the last failed one that had a value
   * @throws CallFailed if no attempt brought a value
   * @throws InterruptedException if the thread was interrupted
   */
  public <T> T call(EndpointKey endpoint, Exchange<T> exchange)
      throws CallFailed, InterruptedException {
    return call(endpoint, Terms.DEFAULT, exchange);
  }

  /** Makes a call on the given terms and waits for it; see {@link #call(EndpointKey, Exchange)}. */
  public <T> T call(EndpointKey endpoint, Terms terms, Exchange<T> exchange)
      throws CallFailed, InterruptedException {
    Instant now = time.now();
    return new BlockingDriver<>(start(endpoint, terms, now), exchange, time).run(now);
  }

  /**
   * Makes a call that may be repeated, without a deadline and without waiting for it.
   *
   * @return completed with the value, or exceptionally with {@link CallFailed}; cancelling it
   *     cancels the call
   */
  public <T> CompletableFuture<T> callAsync(EndpointKey endpoint, AsyncExchange<T> exchange) {
    return callAsync(endpoint, Terms.DEFAULT, exchange);
  }

  /** Makes a call on the given terms; see {@link #callAsync(EndpointKey, AsyncExchange)}. */
  public <T> CompletableFuture<T> callAsync(
      EndpointKey endpoint, Terms terms, AsyncExchange<T> exchange) {
    return new AsyncDriver<>(start(endpoint, terms, time.now()), exchange, time).run();
  }

  /** How the breakers stand now; each endpoint that was called has one. */
  public Map<EndpointKey, Standing> breakers() {
    Instant now = time.now();
    Map<EndpointKey, Standing> standings = new HashMap<>();
    endpoints.forEach((key, endpoint) -> standings.put(key, endpoint.breaker().standing(now)));
    return standings;
  }

  /** How the rate limits stand now, as far as answers have told. */
  public List<Quotas.Row> quotas() {
    return endpoints.quotas().view(time.now());
  }

  /**
   * What goes on now, and what to do: {@link Situation#advice} says whether to retry or to fall
   * back. A look takes milliseconds, so take one for a piece of work, not for each call.
   *
   * @param gauges what the calls brought: a listener of this
   * @param page the status page as it was read last
   * @param remedy what stands ready
   */
  public Situation situation(Gauges gauges, UpstreamStatus page, Remedy remedy) {
    Instant now = time.now();
    Map<EndpointKey, Standing> own = breakers();
    own.keySet().removeIf(key -> !key.upstream().equals(gauges.home()));
    Survey survey = new Survey(page, gauges.snapshot(now), own);
    return Situation.of(survey.signals(Known.of(remedy), now), now);
  }

  private Call start(EndpointKey endpoint, Terms terms, Instant now) {
    String id = "call-" + calls.incrementAndGet();
    return new Call(id, endpoints.to(endpoint), terms, engine, now);
  }
}
