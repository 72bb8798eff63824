package dev.holdfast.gateway.serve;

import dev.holdfast.breaker.Stance;
import dev.holdfast.breaker.Standing;
import dev.holdfast.call.Endpoints;
import dev.holdfast.decide.Outlook;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.BreakerMet;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.watch.LastLimit;
import dev.holdfast.gateway.watch.Pins;
import dev.holdfast.gateway.watch.Situations;
import dev.holdfast.gateway.watch.StatusListener;
import dev.holdfast.gateway.watch.StatusWatch;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.situation.Signals.Remedy;
import dev.holdfast.situation.Survey;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what the situation is drawn from: counted events, breakers, the status page. */
final class Lookout implements Listener, StatusListener, Situations.Source, AutoCloseable {
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final Gauges gauges;
  private final StatusWatch page;
  private final Situations situations;
  private final Pins pins = new Pins();
  private final LastLimit limit;
  private volatile GatewayConfig config;
  private volatile @Nullable Supplier<Endpoints> endpoints;
  private volatile Supplier<@Nullable Deploy> deploys = () -> null;
  private volatile Supplier<@Nullable String> gateways = () -> null;
  private volatile StatusListener readers = StatusListener.NONE;

  Lookout(GatewayConfig config, Timekeeper time) {
    this.config = config;
    this.gauges = new Gauges(home());
    this.limit = new LastLimit(home());
    this.page = new StatusWatch(config.watch().page(), time::now, time.random(), this);
    this.situations = new Situations(this, time::now);
  }

  /** The upstream as endpoints name it; what goes elsewhere says nothing about it. */
  private String home() {
    return config.upstream().url().getAuthority();
  }

  /**
   * Begins to read the page and to draw.
   *
   * @param places what calls share, from here on
   */
  void start(Vertx vertx, Supplier<Endpoints> places) {
    endpoints = places;
    page.start(vertx, config.upstream());
    situations.start();
  }

  /** Goes on under another configuration. */
  void adopt(GatewayConfig next) {
    config = next;
    situations.turn();
  }

  /** Tells somebody else too of every look at the page. */
  void tell(StatusListener more) {
    readers = readers.with(more);
  }

  /** Where the last deploy of a calling app is read from here on; null if none is known. */
  void deploys(Supplier<@Nullable Deploy> source) {
    deploys = source;
  }

  /** Where the one gateway that fails alone is read from here on; null if there is none. */
  void gateways(Supplier<@Nullable String> source) {
    gateways = source;
  }

  /** What people have said about incidents. */
  Pins pins() {
    return pins;
  }

  /** What the page says, for the engine. */
  Outlook outlook() {
    return page;
  }

  /** What was counted. */
  Gauges gauges() {
    return gauges;
  }

  /** The situation, drawn again and again. */
  Situations situations() {
    return situations;
  }

  @Override
  public void on(CallEvent event) {
    gauges.on(event);
    limit.on(event);
    if (turns(event)) {
      situations.turn();
    }
  }

  @Override
  public void over(Trail trail) {
    gauges.over(trail);
  }

  /** Whether a call met a breaker that stands otherwise than in the last picture. */
  private boolean turns(CallEvent event) {
    if (event instanceof BreakerMet met) {
      Standing drawn = drawn(met);
      return drawn == null || drawn.state() != met.breaker().state();
    }
    if (event instanceof AttemptStarted started && started.stance() == Stance.PASS && open()) {
      Standing drawn = drawn(started);
      return drawn != null && !drawn.state().passes();
    }
    return false;
  }

  private boolean open() {
    return situations.last().situation().signals().local().breakerOpen();
  }

  private @Nullable Standing drawn(CallEvent event) {
    return situations.last().survey().breakers().get(event.call().endpoint());
  }

  @Override
  public void looked(UpstreamStatus status) {
    situations.turn();
    readers.looked(status);
  }

  @Override
  public void past(Page incidents) {
    readers.past(incidents);
  }

  @Override
  public Survey survey(Instant now) {
    Map<EndpointKey, Standing> breakers = new HashMap<>();
    Supplier<Endpoints> places = endpoints;
    if (places != null) {
      String home = home();
      places
          .get()
          .forEach((key, endpoint) -> {
            if (key.upstream().equals(home)) {
              breakers.put(key, endpoint.breaker().standing(now));
            }
          });
    }
    return new Survey(page.status(), gauges.snapshot(now), breakers);
  }

  @Override
  public Survey.Known known(Survey survey, Instant now) {
    boolean fallback = !config.upstream().fallbacks().isEmpty();
    return new Survey.Known(
        Remedy.of(fallback, config.retry().hold()),
        pins.of(survey.status()),
        deploys.get(),
        limit.lately(now),
        timeouts(survey) && longest(),
        gateways.get());
  }

  private static boolean timeouts(Survey survey) {
    return survey.gauges().over(LATELY).attempts(Code.TIMEOUT) > 0;
  }

  /** Whether it is the longest requests that time out, at any endpoint of the upstream. */
  private boolean longest() {
    AtomicBoolean related = new AtomicBoolean();
    Supplier<Endpoints> places = endpoints;
    if (places != null) {
      places
          .get()
          .forEach((key, endpoint) -> {
            if (key.upstream().equals(home()) && related(endpoint.shape())) {
              related.set(true);
            }
          });
    }
    return related.get();
  }

  private static boolean related(RequestShape shape) {
    return shape.effect(true).link() == SizeLink.RELATED
        || shape.effect(false).link() == SizeLink.RELATED;
  }

  @Override
  public void close() {
    page.close();
    situations.close();
  }
}
