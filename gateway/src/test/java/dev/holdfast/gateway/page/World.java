package dev.holdfast.gateway.page;

import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.breaker.Stance;
import dev.holdfast.decide.Conditions;
import dev.holdfast.decide.Conditions.Scene;
import dev.holdfast.decide.Conditions.Tally;
import dev.holdfast.decide.Decision.Accept;
import dev.holdfast.decide.Policy;
import dev.holdfast.decide.Reason;
import dev.holdfast.decide.Replay;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.CallEvent.Budgets;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.CallEvent.CallRef;
import dev.holdfast.event.CallEvent.Result;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.lab.sink.LabSinks;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Phase;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.retry.Elapsed;
import dev.holdfast.retry.RetryBudget;
import dev.holdfast.verdict.Classifier;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pager on virtual time, with real deliveries to stand-ins. */
final class World extends Timekeeper implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
  static final String ROUTING = "0123456789abcdef0123456789abcdef";
  private static final Headers FROM_ANTHROPIC = name -> name.equals("request-id") ? "req_1" : null;

  private static final EndpointKey MESSAGES =
      EndpointKey.of("https://api.anthropic.com", "/v1/messages", "claude-opus-5");

  final LabSinks sinks;
  private final OutboxStore store;
  private final @Nullable Fleet fleet;
  private final AlertConfig config;
  private volatile Instant now = BEGIN;
  private Gauges gauges = new Gauges();
  volatile Surroundings around = Surroundings.NONE;
  Pager pager;

  World(LabSinks sinks, OutboxStore store, SinkConfig.Type... types) {
    this(sinks, store, null, types);
  }

  /** One of several gateways. */
  World(LabSinks sinks, Meadow.Gate gate, SinkConfig.Type... types) {
    this(sinks, gate, gate, types);
  }

  private World(
      LabSinks sinks, OutboxStore store, @Nullable Fleet fleet, SinkConfig.Type... types) {
    this.sinks = sinks;
    this.store = store;
    this.fleet = fleet;
    List<SinkConfig> all = List.of(types).stream().map(type -> sink(sinks, type)).toList();
    AlertConfig.Mode mode = fleet == null ? AlertConfig.Mode.LOCAL : AlertConfig.Mode.LEADER;
    this.config = new AlertConfig(mode, all, AlertSettings.defaults());
    this.pager = pager();
  }

  static SinkConfig sink(LabSinks sinks, SinkConfig.Type type) {
    String secret =
        switch (type) {
          case PAGERDUTY -> ROUTING;
          case WEBHOOK -> "lab-secret";
          default -> null;
        };
    return new SinkConfig(
        type.slug(), type, sinks.url(type.slug()), secret, AlertLevel.NOTIFY, null);
  }

  private Pager pager() {
    Vantage vantage = new Vantage(gauges, () -> around);
    Pager next = new Pager(config, vantage, new Pager.Places(news -> {}, store, fleet), this);
    next.resume();
    return next;
  }

  /** The process is gone from one moment to the next, and another one goes on. */
  void killed() {
    pager.close();
    gauges = new Gauges();
    pager = pager();
  }

  @Override
  public Instant now() {
    return now;
  }

  /** Lets time pass with ten calls a second that all get this status. */
  void pass(Duration time, int status) {
    for (long i = 0; i < time.toSeconds(); i++) {
      second(status);
    }
  }

  /** Lets one second pass like that. */
  void second(int status) {
    for (int call = 0; call < 10; call++) {
      answered(status);
    }
    now = now.plusSeconds(1);
    if (now.getEpochSecond() % 10 == 0) {
      pager.look(now);
    }
  }

  /** Nobody calls, and nobody looks. */
  void skip(Duration time) {
    now = now.plus(time);
  }

  /** Six minutes of failures: a page. */
  void outage() {
    pass(Duration.ofMinutes(6), 500);
  }

  /** Long enough to be believed. */
  void recovery() {
    pass(Duration.ofMinutes(8), 200);
  }

  private void answered(int status) {
    CallRef call = new CallRef("c", MESSAGES);
    Answered answer =
        new Answered(
            status, FROM_ANTHROPIC, null, Phase.CONTENT, status == 200 ? "end_turn" : null);
    Verdict verdict = Classifier.classify(answer, now);
    Conditions conditions =
        new Conditions(
            now,
            Duration.ofMillis(50),
            new Tally(1, false, false, false),
            new Elapsed(Duration.ZERO, Duration.ZERO, null),
            Replay.FREE,
            new Scene(Stance.PASS, false, null, false, SizeLink.UNDECIDED, Duration.ZERO));
    Budgets budgets = new Budgets(Policy.defaults().budget(), RetryBudget.FULL);
    Result result = new Result(answer, verdict, new Accept(), conditions, budgets);
    gauges.on(new AttemptEnded(call, now, 1, Duration.ofMillis(50), result));
    Reason reason = status == 200 ? Reason.SUCCESS : Reason.NOT_RETRYABLE;
    gauges.on(new CallEnded(call, now, 1, Duration.ZERO, verdict, reason));
  }

  @Override
  public void close() {
    pager.close();
  }
}
