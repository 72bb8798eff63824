package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.SinkConfig;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Order;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  private final Consumer<AlertChange> told;
  private final Timekeeper time;
  private final Outbox outbox;
  private final Journal journal;
  private final List<Courier> couriers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Pager::thread);
  // Touched by that thread only.
  private final List<AlertChange> news = new ArrayList<>();
  private final Map<String, Instant> toldAgain = new HashMap<>();
  private final Watch watch;

  /**
   * Where a pager's news and memory go.
   *
   * @param told shown all news, sinks or not, on the alerts' own thread
   * @param store where letters and the alarm's memory outlive the process
   * @param fleet where gateways meet that call humans together; null if this one does for itself
   */
  public record Places(Consumer<AlertChange> told, OutboxStore store, @Nullable Fleet fleet) {}

  /** A pager that has seen nothing yet, and goes on where an earlier life stopped once started. */
  public Pager(AlertConfig config, Vantage vantage, Places places, Timekeeper time) {
    this.config = config;
    this.told = places.told();
    this.time = time;
    boolean here = config.mode() != AlertConfig.Mode.EXTERNAL;
    List<Sink> sinks =
        here ? config.sinks().stream().map(Sink::of).filter(Objects::nonNull).toList() : List.of();
    List<String> names = sinks.stream().map(Sink::name).toList();
    this.outbox = new Outbox(names, places.store(), time.random());
    this.journal = new Journal(logLevel(config));
    Fleet fleet = places.fleet();
    this.watch =
        fleet == null
            ? new OwnWatch(config.settings(), vantage, outbox, news::add)
            : new FleetWatch(config.settings(), vantage, fleet, outbox, news::add);
    this.couriers = sinks.stream().map(sink -> new Courier(sink, outbox, time::now)).toList();
  }

  private static AlertLevel logLevel(AlertConfig config) {
    return config.sinks().stream()
        .filter(sink -> sink.type() == SinkConfig.Type.LOG)
        .map(SinkConfig::level)
        .findFirst()
        .orElse(AlertLevel.LOG);
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
    thread.execute(watch::resume);
    couriers.forEach(Courier::start);
    thread.scheduleAtFixedRate(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Goes on where an earlier life stopped, as soon as the store can be asked. */
  void resume() {
    watch.resume();
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
    watch.look(now);
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
      if (courier.sink().forgets() && watch.tells()) {
        letters.addAll(again(courier.sink(), now));
      }
    }
    // Before the store is waited for: the board and the log need none.
    all.forEach(journal::add);
    all.forEach(told);
    outbox.post(letters, watch.memory());
    couriers.forEach(Courier::hurry);
  }

  private List<Letter> again(Sink sink, Instant now) {
    Instant last = toldAgain.getOrDefault(sink.name(), Instant.MIN);
    if (now.isBefore(last.plus(AGAIN))) {
      return List.of();
    }
    toldAgain.put(sink.name(), now);
    return alerts().stream()
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
   * @return false if there is nothing that the order could be about
   * @throws IllegalStateException if it could not be given to the gateway that leads
   */
  boolean order(Order order) throws InterruptedException {
    try {
      return thread.submit(() -> given(order)).get();
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "the order could not be given, try again: " + why.getMessage(), why);
    }
  }

  private boolean given(Order order) {
    boolean done = watch.order(order, time.now());
    tell(time.now());
    return done;
  }

  Instant now() {
    return time.now();
  }

  /** All there is to see. */
  public PagerView view() {
    Alarm alarm = watch.alarm();
    return new PagerView(
        config.mode(),
        outbox.keeping(),
        alarm.alerts(),
        new PagerView.Told(journal.last(), outbox.states()),
        new PagerView.Orders(alarm.silences(), alarm.deploys()),
        watch.lead());
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
    return watch.alarm().alerts();
  }

  /** Whether this gateway calls humans, for itself or for all. */
  boolean tells() {
    return watch.tells();
  }

  /** The one gateway of several that fails while others are well; null if there is none. */
  public @Nullable String failing() {
    return watch.failing();
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
