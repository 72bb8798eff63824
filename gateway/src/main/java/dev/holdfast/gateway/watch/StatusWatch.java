package dev.holdfast.gateway.watch;

import dev.holdfast.decide.Outlook;
import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.watch.Fetched.Missed;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.Pace;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the status page again and again: host by host, until one can be read. Runs on one event
 * loop; anybody may ask for what it saw last.
 */
public final class StatusWatch implements Outlook {
  static final String SUMMARY = "/api/v2/summary.json";
  private static final String INCIDENTS = "/api/v2/incidents.json";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The longer list has 200 kB, and says little that is new. */
  private static final Duration HISTORY_EVERY = Duration.ofMinutes(10);

  private final StatusPage config;
  private final InstantSource clock;
  private final Pace pace;
  private final StatusListener listener;
  private final StatusLog log = new StatusLog();
  private @Nullable Instant historyRead;
  private int failures;
  private volatile UpstreamStatus status;
  private volatile boolean closed;

  /** What it reads with, once it has started. */
  private record Hands(Vertx vertx, PageReader reader) {}

  /**
   * A watch that has not started.
   *
   * @param clock what the age of a look is told by
   * @param random when to look again is drawn from it
   * @param listener told of every look
   */
  public StatusWatch(
      StatusPage config, InstantSource clock, RandomGenerator random, StatusListener listener) {
    this.config = config;
    this.clock = clock;
    this.pace = new Pace(config.every(), random);
    this.listener = listener;
    this.status = UpstreamStatus.unread(config.hosts().isEmpty() ? "" : name(host(0)));
  }

  /**
   * Starts to read, if there is a page to read.
   *
   * @param upstream whose proxy and certificates hold for its page too
   */
  public void start(Vertx vertx, Upstream upstream) {
    if (!config.hosts().isEmpty()) {
      vertx
          .getOrCreateContext()
          .runOnContext(v -> {
            StatusClient client = new StatusClient(vertx, upstream, PATIENCE);
            look(new Hands(vertx, new PageReader(vertx, client)));
          });
    }
  }

  /** Reads no more. */
  public void close() {
    closed = true;
  }

  /** The page as it was last seen. */
  public UpstreamStatus status() {
    return status;
  }

  @Override
  public boolean red(String family, Instant now) {
    return status.light(family, now) == Indicator.RED;
  }

  private void look(Hands hands) {
    look(hands, 0, Missed.NONE)
        .onComplete(done -> {
          long wait = Math.max(1, pace.next(failures).toMillis());
          if (!closed) {
            hands.vertx().setTimer(wait, t -> look(hands));
          }
        });
  }

  /**
   * Looks at a host, and at the next one if it cannot be read.
   *
   * @param before what went wrong with those before it
   */
  private Future<Void> look(Hands hands, int index, Missed before) {
    URI host = host(index);
    return hands
        .reader()
        .look(URI.create(host + SUMMARY))
        .compose(look -> {
          if (look instanceof Look.Seen seen) {
            read(host, seen.page(), before.why());
            return history(hands, host);
          }
          Missed all = before.and(name(host), (Missed) look);
          if (index + 1 < config.hosts().size()) {
            return look(hands, index + 1, all);
          }
          failures++;
          log.missed(all.why());
          tell(status.failed(name(host(0)), all.answered(), all.why()));
          return Future.succeededFuture();
        });
  }

  private void read(URI host, Page page, String trouble) {
    failures = 0;
    log.read(name(host), trouble, page.oddities());
    Set<String> open = ids(status.open());
    UpstreamStatus next = status.read(page, name(host), clock.instant());
    // What ended is told by the longer list only.
    historyRead = ids(next.open()).containsAll(open) ? historyRead : null;
    tell(next);
  }

  private static Set<String> ids(Collection<Incident> incidents) {
    return incidents.stream().map(Incident::id).collect(Collectors.toSet());
  }

  private void tell(UpstreamStatus next) {
    status = next;
    listener.looked(next);
  }

  /** The longer list, now and then. Without it only what has just ended is not known. */
  private Future<Void> history(Hands hands, URI host) {
    Instant now = clock.instant();
    Instant last = historyRead;
    if (last != null && now.isBefore(last.plus(HISTORY_EVERY))) {
      return Future.succeededFuture();
    }
    return hands
        .reader()
        .look(URI.create(host + INCIDENTS))
        .map(look -> {
          if (look instanceof Look.Seen seen) {
            historyRead = now;
            tell(status.past(seen.page()));
            listener.past(seen.page());
          }
          return null;
        });
  }

  private URI host(int index) {
    return config.hosts().get(index);
  }

  private static String name(URI host) {
    return host.getAuthority();
  }
}
