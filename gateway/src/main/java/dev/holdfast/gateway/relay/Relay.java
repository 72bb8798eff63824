package dev.holdfast.gateway.relay;

import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Engine;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallNoted;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.PreflightMode;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.security.KeyRing;
import dev.holdfast.gateway.security.Loopback;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Relays the calls of one event loop. */
public final class Relay {
  /** How long the head of a stream is held after {@code message_start}. */
  static final Duration HOLD_HEAD = Duration.ofSeconds(2);

  /** How much of an answer that is not a stream is held; a bigger one flows. */
  static final int HELD_ANSWER = 8 * 1024 * 1024;

  private final Vertx vertx;
  private final Context loop;
  private final Supplier<@Nullable String> situation;

  /** Replaced as one when the configuration is; a call keeps what it began with. */
  private volatile State state;

  /** What new calls begin with. */
  private record State(Shared shared, Ways ways) {}

  /**
   * What the relays of all event loops have in common.
   *
   * @param config what the gateway was told
   * @param engine what calls are made with
   * @param time the clock
   * @param memory the cap over kept request bodies
   * @param names names calls and callers
   * @param endpoints what calls to the same place share
   */
  public record Shared(
      GatewayConfig config,
      Engine engine,
      Timekeeper time,
      ReplayMemory memory,
      Names names,
      Endpoints endpoints) {

    /** The same for all relays of a process. */
    public static Shared of(
        GatewayConfig config, Engine engine, Timekeeper time, ReplayMemory memory, Names names) {
      Endpoints endpoints = new Endpoints(engine.policy(), engine.random());
      return new Shared(config, engine, time, memory, names, endpoints);
    }

    /**
     * The same under another configuration. Breakers and quotas start anew only if what they go by
     * changed.
     */
    public Shared under(GatewayConfig next, KeyRing keys) {
      Policy policy = next.retry().policy();
      Engine other = new Engine(policy, engine.random(), engine.listener(), engine.outlook());
      Names same = new Names(names.ids(), names.aliases(), keys);
      boolean keep =
          policy.breaker().equals(engine.policy().breaker())
              && policy.quota().equals(engine.policy().quota());
      Endpoints places = keep ? endpoints : new Endpoints(policy, engine.random());
      return new Shared(next, other, time, memory, same, places);
    }
  }

  /**
   * A relay for one event loop, whichever its calls come in on.
   *
   * @param situation what answers tell of the situation at this moment; null while there is nothing
   *     that callers should do
   */
  public Relay(Vertx vertx, Shared shared, Supplier<@Nullable String> situation) {
    this.vertx = vertx;
    this.situation = situation;
    this.loop = vertx.getOrCreateContext();
    Upstream upstream = shared.config().upstream();
    KeyRing keys = shared.names().keys();
    Ways ways = new Ways(vertx, upstream, shared.endpoints(), keys, shared.time()::now);
    this.state = new State(shared, ways);
  }

  /** New calls begin with this; those under way end as they began. */
  public void adopt(Shared next) {
    Upstream upstream = next.config().upstream();
    Ways ways = state.ways().under(upstream, next.endpoints(), next.names().keys());
    state = new State(next, ways);
  }

  /** Takes a request; its answer follows by itself. */
  public void handle(HttpServerRequest request) {
    new Intake(this, request).read();
  }

  /** Answers what is not HTTP. */
  public static void invalid(HttpServerRequest request) {
    Kept answer = OwnAnswer.of(400, "invalid_request_error", "this is not an HTTP request");
    new Downstream(request).whole(answer, HttpHeaders.headers());
  }

  /** Closes the connections to the upstream. */
  public Future<Void> close() {
    return state.ways().close();
  }

  Vertx vertx() {
    return vertx;
  }

  Ways ways() {
    return state.ways();
  }

  /** The name of the upstream. */
  String name() {
    return state.ways().name();
  }

  /** The gateway's own keys. */
  KeyRing keys() {
    return state.shared().names().keys();
  }

  /**
   * Whether a request comes from a web page: with keys of our own, any page in a browser here could
   * spend them.
   */
  boolean foreign(HttpServerRequest request) {
    boolean own = !state.shared().config().upstream().keys().isEmpty();
    return own
        && (request.getHeader(HttpHeaders.ORIGIN) != null
            || !Loopback.authority(request.getHeader(HttpHeaders.HOST)));
  }

  /** Adds what callers should know of the situation to the headers of an answer. */
  MultiMap advised(MultiMap faces) {
    return Faces.situation(faces, situation.get());
  }

  Engine engine() {
    return state.shared().engine();
  }

  ReplayMemory memory() {
    return state.shared().memory();
  }

  /** Runs a task on this relay's event loop, from whatever thread. */
  void onLoop(Runnable task) {
    loop.runOnContext(v -> task.run());
  }

  /** How long an open breaker may hold a call. */
  Duration hold() {
    return state.shared().config().retry().hold();
  }

  /** What may be done about answers that could be better. */
  Mending mending() {
    return state.shared().config().retry().mending();
  }

  Instant now() {
    return state.shared().time().now();
  }

  String nextId() {
    return state.shared().names().ids().next();
  }

  /** Who makes a call. */
  Caller caller(HttpServerRequest request) {
    return state.shared().names().caller(request);
  }

  /** Clients whose own patience is minutes are asked to come back; see the user guide. */
  GiveUp giveUp(HttpServerRequest request) {
    String agent = request.getHeader(HeaderNames.of("user-agent"));
    boolean patient = agent != null && agent.startsWith("claude-cli/");
    return patient ? GiveUp.LATER : state.shared().config().retry().giveUp();
  }

  /** The path of a request without its query; empty for a target that has none, as {@code *}. */
  static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  /** What becomes of requests that certainly fail. */
  PreflightMode preflight() {
    return state.shared().config().limits().preflight();
  }

  /**
   * Tells listeners of a call that was refused before it began.
   *
   * @param why what its caller was told
   */
  void refused(HttpServerRequest request, String id, Reason reason, String why) {
    // The endpoint's own key: their number is bounded, and with it what paths can fill memory.
    EndpointKey to =
        state.shared().endpoints().of(EndpointKey.of(name(), path(request), null)).key();
    CallRef self = new CallRef(id, to, caller(request));
    Instant now = now();
    CallNoted note = new CallNoted(self, now, new Note("refused", why));
    CallEnded end = new CallEnded(self, now, 0, Duration.ZERO, null, reason);
    engine().listener().on(note);
    engine().listener().on(end);
    engine().listener().over(new Trail(self, now, List.of(note, end), 0));
  }
}
