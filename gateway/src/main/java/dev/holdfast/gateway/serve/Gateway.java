package dev.holdfast.gateway.serve;

import dev.holdfast.call.Engine;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.board.AdminServer;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.Fallback;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.Restart;
import dev.holdfast.gateway.dashboard.Gear;
import dev.holdfast.gateway.relay.Names;
import dev.holdfast.gateway.relay.Relay;
import dev.holdfast.gateway.relay.ReplayMemory;
import dev.holdfast.gateway.security.KeyRing;
import dev.holdfast.gateway.security.OwnKeys;
import dev.holdfast.quota.Quotas;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running gateway: one listener and one relay on each event loop. */
public final class Gateway implements AutoCloseable {
  private static final int START_SECONDS = 30;

  /** Closing connections takes milliseconds; what does not end by then is not waited for. */
  private static final int CLOSE_SECONDS = 3;

  private static final int ANY_PORT = -1;

  private final Vertx vertx;
  private final ReplayMemory memory;
  private final Monitoring monitoring;
  private final Lookout lookout;
  private final Chronicle chronicle;
  private final Callout callout;
  private final Timekeeper time;
  private final List<RelayServer> servers = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private volatile GatewayConfig config;
  private volatile Relay.@Nullable Shared shared;
  private @Nullable AdminServer admin;

  private Gateway(Vertx vertx, GatewayConfig config, Listener listener, Timekeeper time) {
    this.vertx = vertx;
    this.time = time;
    this.config = config;
    this.memory = ReplayMemory.shareOfHeap(config.limits().replayMemory());
    this.lookout = new Lookout(config, time);
    this.chronicle = new Chronicle(config, version(), lookout.gauges(), time::now);
    lookout.tell(chronicle);
    lookout.situations().show(chronicle::drawn);
    this.callout = new Callout(config, lookout, chronicle, time);
    this.monitoring = new Monitoring(memory, version(), lookout, chronicle, callout, listener);
  }

  /**
   * Starts a gateway and waits until it listens.
   *
   * @param listener told of every event of every call, on event loops: must not block
   * @throws StartFailed with one clear line, if it cannot listen
   */
  public static Gateway start(GatewayConfig config, Listener listener) throws StartFailed {
    return start(config, listener, new Timekeeper());
  }

  /** The same by another clock. */
  static Gateway start(GatewayConfig config, Listener listener, Timekeeper time)
      throws StartFailed {
    Gateway gateway = new Gateway(vertx(), config, listener, time);
    try {
      gateway.listen();
      return gateway;
    } catch (StartFailed e) {
      gateway.close();
      throw e;
    }
  }

  private static Vertx vertx() {
    FileSystemOptions noFiles =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions().setEventLoopPoolSize(loops()).setFileSystemOptions(noFiles));
  }

  /** The version of the build, from the jar's manifest. */
  private static String version() {
    String version = Gateway.class.getPackage().getImplementationVersion();
    return version == null ? "unbuilt" : version;
  }

  private void listen() throws StartFailed {
    admin =
        await(
            AdminServer.start(vertx, config, monitoring, monitoring.pages(vertx)),
            config.admin().listen());
    Engine engine =
        new Engine(config.retry().policy(), time.random(), monitoring, lookout.outlook());
    KeyRing keys = keys(config, null);
    Names names = Names.of(engine.random(), chronicle.aliases(), keys);
    Relay.Shared all = Relay.Shared.of(config, engine, time, memory, names);
    shared = all;
    monitoring.watch(() -> gear(Objects.requireNonNullElse(shared, all)));
    Listen at = config.listen();
    // To Vert.x 0 is a free port for each listener; a negative number is one that all share.
    Listen same = at.port() == 0 ? new Listen(at.host(), ANY_PORT, at.tls()) : at;
    // All relays before the first server: Vert.x hands out event loops in turn and gives one to
    // each HTTP client, so that servers made in between would share every other loop.
    for (int i = 0; i < loops(); i++) {
      relays.add(new Relay(vertx, all, () -> lookout.situations().last().header()));
    }
    for (Relay relay : relays) {
      servers.add(await(RelayServer.deploy(vertx, relay, same), at));
    }
    // Last, for it takes an event loop as well.
    lookout.start(vertx, () -> Objects.requireNonNullElse(shared, all).endpoints());
    monitoring.ready(true);
    monitoring.remember();
    // After the history, which knows what was told before a restart.
    callout.start(vertx, () -> own(Objects.requireNonNullElse(shared, all)));
  }

  private static OwnKeys own(Relay.Shared with) {
    return new OwnKeys(with.names().keys(), with.config().upstream().keys());
  }

  private Gear gear(Relay.Shared with) {
    Map<EndpointKey, Integer> budgets = new HashMap<>();
    with.endpoints().forEach((key, endpoint) -> budgets.put(key, endpoint.budget().balance()));
    List<Quotas.Row> quotas = with.endpoints().quotas().view(time.now());
    return new Gear(config.retry().policy(), budgets, quotas, callout.canary());
  }

  /**
   * Goes on under another configuration. Calls under way end as they began; new ones begin with it.
   *
   * @return the keys that cannot change without a restart; if there is one, nothing has changed
   * @throws StartFailed with one clear line, if a key cannot be read; then too nothing has changed
   */
  public synchronized List<String> reload(GatewayConfig next) throws StartFailed {
    List<String> restart = Restart.needed(config, next);
    Relay.Shared now = shared;
    if (restart.isEmpty() && now != null) {
      Relay.Shared all = now.under(next, keys(next, now.names().keys()));
      shared = all;
      config = next;
      relays.forEach(relay -> relay.adopt(all));
      lookout.adopt(next);
    }
    return restart;
  }

  /**
   * The keys of a configuration, read.
   *
   * @param before those that were in use until now; null at the start
   */
  private KeyRing keys(GatewayConfig config, @Nullable KeyRing before) throws StartFailed {
    List<ApiKey> all = new ArrayList<>(config.upstream().keys());
    config.upstream().fallbacks().stream()
        .map(Fallback::key)
        .filter(Objects::nonNull)
        .forEach(all::add);
    try {
      return before == null ? KeyRing.of(all) : before.reloaded(all, time.now());
    } catch (IOException e) {
      throw new StartFailed("cannot read a key: " + e.getMessage(), e);
    }
  }

  private static int loops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  private static <T> T await(Future<T> future, Listen at) throws StartFailed {
    try {
      return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new StartFailed(why(e, at), e);
    } catch (TimeoutException e) {
      throw new StartFailed("cannot listen on " + at.host() + ":" + at.port() + ": timed out", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while starting", e);
    }
  }

  private static String why(ExecutionException e, Listen at) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String place = at.host() + ":" + at.port();
    if (cause instanceof BindException) {
      return place + " is in use or not ours: choose another port, or 0 for any free one";
    }
    return "cannot listen on " + place + ": " + cause.getMessage();
  }

  /** The port callers connect to. */
  public int port() {
    return servers.get(0).port();
  }

  /** Where callers connect: the value of {@code ANTHROPIC_BASE_URL}. */
  public URI url() {
    return url(config.listen(), port());
  }

  /** Where people and monitoring connect. */
  public URI adminUrl() {
    return url(config.admin().listen(), admin == null ? 0 : admin.port());
  }

  private static URI url(Listen listen, int port) {
    String scheme = listen.tls() == null ? "http" : "https";
    return URI.create(scheme + "://" + listen.host() + ":" + port);
  }

  /** The request bodies kept for replay. */
  public ReplayMemory memory() {
    return memory;
  }

  /** Takes no new calls and waits for those under way, as long as the configuration allows. */
  public void drain() {
    monitoring.ready(false);
    List<Future<Void>> all = new ArrayList<>();
    servers.forEach(server -> all.add(server.shutdown(config.limits().drain())));
    settle(Future.join(all), config.limits().drain().toSeconds() + 1);
  }

  @Override
  public void close() {
    callout.close();
    lookout.close();
    settle(vertx.close(), CLOSE_SECONDS);
    monitoring.close();
  }

  /** Waits for an ending; what goes wrong then changes nothing any more. */
  private static void settle(Future<?> future, long seconds) {
    try {
      future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // We are leaving anyway.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
