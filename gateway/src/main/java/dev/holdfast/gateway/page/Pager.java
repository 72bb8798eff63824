package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertMemory;
import dev.holdfast.alert.AlertRules;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gauge.Gauges;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the alarm every ten seconds and hands its news to the couriers. All that changes the
 * alarm runs on one thread of its own; looking may any.
 */
public final class Pager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");
  private static final int EVERY_SECONDS = 10;

  /** Alertmanager forgets after four minutes, or five by its own default. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final AlertConfig config;
  private final Supplier<Surroundings> surroundings;
  private final Consumer<AlertChange> told;
  private final Timekeeper time;
  private final Gauges gauges;
  private final Outbox outbox;
  private final Journal journal;
  private final List<Courier> couriers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Pager::thread);
  // Touched by that thread only.
  private final List<AlertChange> news = new ArrayList<>();
  private final Map<String, Instant> toldAgain = new HashMap<>();
  private boolean resumed;
  private volatile Alarm alarm;

  /**
   * What a pager looks at.
   *
   * @param gauges what calls brought
   * @param around what is known besides, at this moment
   * @param told shown all news, sinks or not, on the alerts' own thread
   */
  public record Sources(Gauges gauges, Supplier<Surroundings> around, Consumer<AlertChange> told) {}

  /** A pager that has seen nothing yet, and goes on where an earlier life stopped once started. */
  public Pager(AlertConfig config, Sources sources, OutboxStore store, Timekeeper time) {
    this.config = config;
    this.surroundings = sources.around();
    this.told = sources.told();
    this.time = time;
    boolean here = config.mode() == AlertConfig.Mode.LOCAL;
    List<Sink> sinks =
        here ? config.sinks().stream().map(Sink::of).filter(Objects::nonNull).toList() : List.of();
    this.outbox = new Outbox(sinks.stream().map(Sink::name).toList(), store, time.random());
    this.journal = new Journal(logLevel(config));
    this.gauges = sources.gauges();
    this.alarm = new Alarm(gauges, new AlertRules(config.settings()), news::add);
    this.couriers = sinks.stream().map(sink -> new Courier(sink, outbox, time::now)).toList();
  }

  private static AlertLevel logLevel(AlertConfig config) {
    return config.sinks().stream()
        .filter(sink -> sink.type() == SinkConfig.Type.LOG)
        .map(SinkConfig::level)
        .findFirst()
        .orElse(AlertLevel.LOG);
  }

  private static AlertRules rules(AlertSettings settings, String memory) {
    try {
      return AlertRules.resume(settings, AlertMemory.of(memory));
    } catch (IllegalArgumentException e) {
      LOG.atError().addKeyValue("why", e.getMessage()).log("alerts begin anew");
      return new AlertRules(settings);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "holdfast-alerts");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks and delivers from now on. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of looking.
  public void start() {
    // Waits for the store, which may be slow to open; nothing else waits for it.
    thread.execute(this::resume);
    couriers.forEach(Courier::start);
    thread.scheduleAtFixedRate(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Goes on where an earlier life stopped, as soon as the store can be asked. */
  void resume() {
    OutboxStore.Saved saved = resumed ? null : outbox.resume();
    resumed |= saved != null;
    boolean fresh = alarm.alerts().isEmpty();
    if (saved != null && saved.memory() != null && fresh) {
      alarm = new Alarm(gauges, rules(config.settings(), saved.memory()), news::add);
    }
  }

  /** Never throws: it would not be called again. */
  private void look() {
    try {
      look(time.now());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("looking for alerts failed");
    }
  }

  /** Looks once; on one thread only. */
  void look(Instant now) {
    resume();
    alarm.evaluate(now, surroundings.get());
    tell(now);
  }

  private void tell(Instant now) {
    List<AlertChange> all = List.copyOf(news);
    news.clear();
    List<Letter> letters = new ArrayList<>();
    for (Courier courier : couriers) {
      all.stream()
          .filter(courier.sink()::wants)
          .forEach(one -> letters.add(Letter.of(courier.sink().name(), one)));
      if (courier.sink().forgets()) {
        letters.addAll(again(courier.sink(), now));
      }
    }
    // Before the store is waited for: the board and the log need none.
    all.forEach(journal::add);
    all.forEach(told);
    outbox.post(letters, alarm.memory().json());
    couriers.forEach(Courier::hurry);
  }

  private List<Letter> again(Sink sink, Instant now) {
    Instant last = toldAgain.getOrDefault(sink.name(), Instant.MIN);
    if (now.isBefore(last.plus(AGAIN))) {
      return List.of();
    }
    toldAgain.put(sink.name(), now);
    return alarm.alerts().stream()
        .filter(Pager::told)
        .map(alert -> new AlertChange(What.REMINDED, alert, now))
        .filter(sink::wants)
        .map(one -> Letter.of(sink.name(), one))
        .toList();
  }

  private static boolean told(Alert alert) {
    return alert.state().open() && !alert.is(Mark.SILENCED) && !alert.is(Mark.INHIBITED);
  }

  /**
   * Changes something of the alarm, and keeps it.
   *
   * @return what the order returned
   * @throws IllegalArgumentException if the order makes no sense, with the reason
   */
  <T> T change(Order<T> order) throws InterruptedException {
    return on(() -> {
      T result = order.give(alarm, time.now());
      tell(time.now());
      return result;
    });
  }

  /** What somebody wants of the alarm. */
  interface Order<T> {
    T give(Alarm alarm, Instant now);
  }

  private <T> T on(Callable<T> task) throws InterruptedException {
    try {
      return thread.submit(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("an order to the alarm failed", e.getCause());
    }
  }

  /** All there is to see. */
  public PagerView view() {
    return new PagerView(
        config.mode(),
        outbox.keeping(),
        alarm.alerts(),
        new PagerView.Told(journal.last(), outbox.states()),
        new PagerView.Orders(alarm.silences(), alarm.deploys()));
  }

  /** What the admin listener serves of it. */
  public List<Page> pages(Vertx vertx) {
    return List.of(
        new AlertsPage(vertx, this),
        new AlertOrdersPage(vertx, this),
        new DeploysPage(vertx, this),
        new SilencesPage(vertx, this),
        new SilencePage(vertx, this));
  }

  /** How the sinks do. */
  public List<SinkState> sinks() {
    return outbox.states();
  }

  /** The alerts that are pending or open, oldest first. */
  public List<Alert> alerts() {
    return alarm.alerts();
  }

  /** Tells each sink a beginning and its end, at once and once; waits for what they say. */
  List<TestResult> test() throws InterruptedException {
    List<TestResult> results = new ArrayList<>();
    for (Courier courier : couriers) {
      results.add(Rehearsal.of(courier, config.settings().names(), time.now()));
    }
    return results;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    couriers.forEach(Courier::close);
  }
}
