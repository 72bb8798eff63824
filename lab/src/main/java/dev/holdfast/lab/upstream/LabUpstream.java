package dev.holdfast.lab.upstream;

import dev.holdfast.lab.calls.CallLog;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.script.FaultDesk;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.status.StatusChange;
import dev.holdfast.lab.status.StatusPage;
import dev.holdfast.lab.status.StatusReader;
import dev.holdfast.lab.wire.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A server in the shape of Anthropic's API that fails on demand, for tests and rehearsals. It
 * listens on 127.0.0.1 only. Starting and closing block; several may run in one JVM.
 *
 * <pre>{@code
 * try (LabUpstream lab = LabUpstream.start()) {
 *   lab.faults("529x2");
 *   client.send(to(lab.baseUrl()));
 *   assertThat(lab.calls().get(0).attempts()).hasSize(3);
 * }
 * }</pre>
 */
public final class LabUpstream implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final Lab lab;
  private final Control control;
  private final HttpServer server;
  private final boolean secure;
  // Touched by the event loop only.
  private final Set<HttpConnection> refused = new HashSet<>();

  private LabUpstream(LabOptions options) {
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.lab = lab(vertx, options);
    this.control = new Control(lab);
    this.secure = options.tls() != null;
    this.server = vertx.createHttpServer(listener(options));
    server.requestHandler(this::serve).connectionHandler(this::accept);
  }

  /** Starts on any free port. */
  public static LabUpstream start() {
    return start(LabOptions.defaults());
  }

  /** Starts and returns when the port is open; throws what kept it from opening. */
  public static LabUpstream start(LabOptions options) {
    LabUpstream upstream = new LabUpstream(options);
    try {
      block(upstream.server.listen());
      return upstream;
    } catch (RuntimeException e) {
      upstream.close();
      throw e;
    }
  }

  public int port() {
    return server.actualPort();
  }

  /** What to give an SDK as its base URL. */
  public URI baseUrl() {
    return URI.create((secure ? "https" : "http") + "://" + LOOPBACK + ":" + port());
  }

  /** The calls so far, oldest first. */
  public List<LabCall> calls() {
    return lab.log().calls();
  }

  /** Blocks until the calls look as wanted; for what the server notices after the caller. */
  public List<LabCall> await(Predicate<List<LabCall>> wanted, Duration atMost)
      throws TimeoutException, InterruptedException {
    return lab.log().await(wanted, atMost);
  }

  /** Forgets the calls. */
  public void forgetCalls() {
    lab.log().clear();
  }

  /** Adds a rule for all API requests, written as in {@code x-lab-fault}. */
  public void faults(String faults) {
    faults(FaultRule.of(faults));
  }

  /** Adds a rule; the newest is asked first. */
  public void faults(FaultRule rule) {
    lab.desk().post(rule);
  }

  /** Takes all added rules away. */
  public void clearFaults() {
    lab.desk().clear();
  }

  /** Changes the status page, now. */
  public void status(StatusChange change) {
    lab.page().change(change, lab.log().now());
  }

  /** Changes the status page, written as in {@code POST /lab/status}. */
  public void status(String json) {
    status(StatusReader.read(Control.json(json)));
  }

  /** All operational again, no incident ever was. */
  public void clearStatus() {
    lab.page().reset(lab.log().now());
  }

  /** Time since the start, which windows of rules count by. */
  public Duration elapsed() {
    return lab.log().elapsed();
  }

  @Override
  public void close() {
    block(vertx.close());
  }

  private void accept(HttpConnection connection) {
    if (lab.desk().refuses(lab.log().elapsed())) {
      refused.add(connection);
      connection.closeHandler(closed -> refused.remove(connection));
      connection.close();
    }
  }

  private void serve(HttpServerRequest request) {
    if (refused.contains(request.connection())) {
      return; // It came in the same packet as the connection; the answer is the close.
    }
    if (Control.owns(Visit.path(request))) {
      control.serve(request);
    } else {
      new Visit(lab, request).begin();
    }
  }

  private static Lab lab(Vertx vertx, LabOptions options) {
    CallLog log = new CallLog(options.clock());
    Instant start = log.now();
    StatusPage page = new StatusPage(start);
    options.script().changes().forEach(c -> page.plan(c.change(), start.plus(c.at())));
    FaultDesk desk = new FaultDesk(new SplittableRandom(options.seed()));
    desk.script(options.script().rules());
    Ids ids = new Ids(new SplittableRandom(options.seed()));
    return new Lab(vertx, ids, log, desk, page, new Api(ids, page));
  }

  private static HttpServerOptions listener(LabOptions options) {
    HttpServerOptions listener =
        new HttpServerOptions()
            .setHost(LOOPBACK)
            .setPort(options.port())
            .setTcpNoDelay(true)
            .setMaxHeaderSize(1 << 16)
            // Callers that cancel many streams are what a rehearsal is about, not an attack.
            .setHttp2RstFloodMaxRstFramePerWindow(Integer.MAX_VALUE);
    Tls tls = options.tls();
    if (tls != null) {
      PemKeyCertOptions identity =
          new PemKeyCertOptions()
              .setKeyPath(tls.key().toString())
              .setCertPath(tls.certificate().toString());
      listener.setSsl(true).setUseAlpn(true).setKeyCertOptions(identity);
    }
    return listener;
  }

  private static <T> T block(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("the lab upstream: " + cause.getMessage(), e);
    }
  }
}
