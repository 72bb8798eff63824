package dev.holdfast.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.breaker.BreakerPolicy.Mode;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Mending;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.config.GatewayConfig.Watch;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.script.Match;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A gateway before a lab with a status page, under any weather that a test makes. */
final class Weather implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration LOOKS = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  final LabUpstream lab;
  final Gateway gateway;
  private final Ahead clock = new Ahead();
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * How it begins.
   *
   * @param breaker whether breakers open
   * @param upstream whether there is an upstream, or nothing at all at its port
   * @param page the same of the status page
   * @param history whether what happens is remembered, and alerts are looked for
   */
  record Start(boolean breaker, boolean upstream, boolean page, boolean history) {
    static final Start USUAL = new Start(false, true, true, false);
    static final Start REMEMBERS = new Start(false, true, true, true);
    static final Start BREAKER = new Start(true, true, true, false);
    static final Start NO_UPSTREAM = new Start(false, false, true, false);
    static final Start NO_PAGE = new Start(false, true, false, false);
    static final Start NO_PAGE_BREAKER = new Start(true, true, false, false);
    static final Start NOTHING = new Start(false, false, false, false);
  }

  Weather(Start start) throws IOException, StartFailed {
    this(start, start.history() ? History.memory() : History.OFF);
  }

  Weather(Start start, History history) throws IOException, StartFailed {
    lab = LabUpstream.start(LabOptions.defaults().withClock(clock));
    URI nobody = URI.create("http://127.0.0.1:" + freePort());
    URI upstream = start.upstream() ? lab.baseUrl() : nobody;
    URI page = start.page() ? lab.baseUrl() : nobody;
    gateway = Gateway.start(config(start, upstream, page).with(history), Listener.NONE, clock);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Nothing is retried or held: a test says how each attempt ends. */
  private static GatewayConfig config(Start start, URI upstream, URI page) {
    Listen any = new Listen("127.0.0.1", 0, null);
    Policy policy =
        new Policy(
            RetryRules.standard(0, Duration.ofMillis(10), Duration.ofMillis(20)),
            new TimeBudget(Duration.ZERO, Duration.ZERO),
            BreakerPolicy.defaults().withMode(start.breaker() ? Mode.HOLD : Mode.OFF));
    return new GatewayConfig(
            any,
            new Admin(any, null),
            new Upstream(upstream, null, null, false),
            new Retry(policy, GiveUp.STOP, Duration.ZERO, Mending.NONE),
            new Limits(Duration.ofSeconds(1), 0.4))
        .with(new Watch(new StatusPage(List.of(page), LOOKS), alerts(start)));
  }

  private static AlertConfig alerts(Start start) {
    return start.history() ? AlertConfig.DEFAULT : AlertConfig.OFF;
  }

  /** So many calls that end so; nothing for well. */
  void calls(int count, String model, String fault) throws Exception {
    calls(count, model, fault, "key-1");
  }

  void calls(int count, String model, String fault, String key) throws Exception {
    for (int i = 0; i < count; i++) {
      call(model, fault, key);
    }
  }

  HttpResponse<String> call(String model, String fault, String key) throws Exception {
    String body =
        """
        {"model":"claude-%s","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}\
        """
            .formatted(model);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
            .header("x-api-key", key)
            .POST(BodyPublishers.ofString(body));
    if (!fault.isEmpty()) {
      request.header("x-lab-fault", fault);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** What the page says from now on, as in {@code POST /lab/status}. */
  void page(String json) {
    lab.status(json);
  }

  void api(String state) {
    page("{\"components\":{\"api\":\"%s\"}}".formatted(state));
  }

  /** An incident about the API that names Opus 5. */
  void incident(String id, String status) {
    page(
        """
        {"incidents":[{"id":"%s","name":"Elevated errors on Claude Opus 5","impact":"major",\
        "components":["api"],"updates":[{"status":"%s","body":"Errors on Claude Opus 5."}]}]}\
        """
            .formatted(id, status));
  }

  /** Nobody can read the page any more, and what was read has grown old. */
  void pageBreaks() {
    lab.faults(FaultRule.of("503*").withMatch(new Match("/api/v2/", List.of())));
    jump(Duration.ofSeconds(91));
  }

  void jump(Duration by) {
    clock.jump(by);
  }

  /** The second in which the last calls ended is over: it counts. */
  void settle() {
    jump(Duration.ofSeconds(2));
  }

  JsonNode situation() throws Exception {
    return JSON.readTree(get("/api/v1/situation"));
  }

  String get(String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  int post(String method, String path, String... headers) throws Exception {
    return send(method, path, headers).statusCode();
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Waits, bounded, for a situation as wanted. */
  JsonNode until(Predicate<JsonNode> wanted) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    JsonNode now = situation();
    while (!wanted.test(now)) {
      assertThat(System.nanoTime()).as("not in time; it is %s", now).isLessThan(end);
      Thread.yield();
      now = situation();
    }
    return now;
  }

  @Override
  public void close() {
    gateway.close();
    lab.close();
  }
}
