package dev.holdfast.gateway.watch;

import dev.holdfast.alert.Canary;
import dev.holdfast.alert.Canary.Found;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.security.OwnKeys;
import dev.holdfast.gateway.watch.CanaryNews.Result;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the upstream something now and then while no calls go there, with a key of the gateway's
 * own: whether the key is known and the way is open. No call: neither breaker nor retry budget,
 * gauges or quotas hear of it. Asks on one event loop; any thread may look.
 */
public final class Canaries implements Listener, AutoCloseable {
  /** What is asked, as gauges name endpoints. */
  static final String ENDPOINT = "/v1/models";

  private static final Logger LOG = LoggerFactory.getLogger(Canaries.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** If nobody asks for them, the oldest go. */
  private static final int MOST_UNTOLD = 100;

  private final Duration every;
  private final Upstream upstream;
  private final InstantSource clock;
  private final Quiet quiet;
  private final Map<Result, Long> counts = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private final Deque<Canary> untold = new ArrayDeque<>();

  private volatile @Nullable CanaryNews last;
  private volatile @Nullable Hands hands;
  private volatile boolean closed;

  /** Touched on the event loop only. */
  private boolean asking;

  /** What it asks with, once it has started. */
  private record Hands(Vertx vertx, Context loop, CanaryClient client, Supplier<OwnKeys> keys) {}

  /**
   * Canaries that do not ask yet.
   *
   * @param every how often, and how long nothing must have gone to the upstream
   */
  public Canaries(Duration every, Upstream upstream, InstantSource clock) {
    this.every = every;
    this.upstream = upstream;
    this.clock = clock;
    this.quiet = new Quiet(upstream.url().getAuthority(), clock.instant());
  }

  @Override
  public void on(CallEvent event) {
    quiet.on(event);
  }

  /**
   * Asks from now on.
   *
   * @param keys the gateway's own, as they are at each moment
   */
  public void start(Vertx vertx, Supplier<OwnKeys> keys) {
    Context loop = vertx.getOrCreateContext();
    CanaryClient client = new CanaryClient(vertx, upstream, PATIENCE);
    hands = new Hands(vertx, loop, client, keys);
    loop.runOnContext(v -> vertx.setPeriodic(every.toMillis(), t -> look()));
  }

  /** Looks whether to ask now; done when what it brought is known. */
  Future<Void> tick() {
    Hands with = hands;
    if (with == null) {
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    with.loop().runOnContext(v -> look().onComplete(done));
    return done.future();
  }

  private Future<Void> look() {
    Instant now = clock.instant();
    Hands with = hands;
    if (with == null || closed || asking || !quiet.since(now.minus(every))) {
      return Future.succeededFuture();
    }
    OwnKeys own = with.keys().get();
    String alias = own.first(now);
    if (alias == null) {
      return Future.succeededFuture();
    }
    asking = true;
    String value = own.ring().value(alias);
    return with.client()
        .ask(value)
        .compose(outcome -> {
          CanaryNews news = CanaryNews.of(outcome, alias, clock.instant());
          learn(news);
          boolean refused = news.result() == Result.REFUSED;
          return refused ? refused(with, own, alias, value) : Future.succeededFuture();
        })
        .onComplete(done -> asking = false);
  }

  /** As after a call that was refused: the key rests, or its file has another one. */
  private Future<Void> refused(Hands with, OwnKeys own, String alias, String value) {
    Instant now = clock.instant();
    return with.vertx()
        .executeBlocking(
            () -> {
              own.ring().refused(alias, value, now);
              return alias;
            },
            false)
        .mapEmpty();
  }

  private void learn(CanaryNews news) {
    CanaryNews before = last;
    last = news;
    counts.merge(news.result(), 1L, Long::sum);
    if (before == null || !before.words().equals(news.words())) {
      LOG.atInfo().log("canary: {}", news.words());
    }
    Found found = news.found();
    if (found != null) {
      synchronized (untold) {
        untold.add(new Canary(news.at(), ENDPOINT, found));
        if (untold.size() > MOST_UNTOLD) {
          untold.remove();
        }
      }
    }
  }

  /** What the rules were not told yet; it is told from now on. */
  public List<Canary> untold() {
    synchronized (untold) {
      List<Canary> all = List.copyOf(untold);
      untold.clear();
      return all;
    }
  }

  /** What the last one brought; null if there was none lately, for calls went or it began now. */
  public @Nullable CanaryNews lately() {
    CanaryNews news = last;
    Instant since = clock.instant().minus(every.multipliedBy(2)).minus(PATIENCE);
    return news == null || news.at().isBefore(since) ? null : news;
  }

  /** How many there were with a result. */
  public long count(Result result) {
    return counts.getOrDefault(result, 0L);
  }

  /** Asks no more. */
  @Override
  public void close() {
    closed = true;
    Hands with = hands;
    if (with != null) {
      with.client().close();
    }
  }
}
