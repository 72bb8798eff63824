package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import dev.holdfast.gateway.security.Aliases;
import dev.holdfast.gauge.Gauges;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of a gateway: opened, written and tidied by one thread of its own. Telling it
 * something never waits, whatever the disk does; what cannot be written waits in memory, and of too
 * much of that the oldest is dropped.
 */
public final class History implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final GatewayConfig.History config;
  private final Identity identity;
  private final InstantSource clock;
  private final Aliases aliases;
  private final Scribe scribe;
  private final Backlog backlog = new Backlog();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(History::daemon);
  private volatile @Nullable Database database;
  private volatile State state;
  private volatile boolean started;
  private volatile boolean closed;
  private volatile boolean suspect;

  /**
   * A history that is not opened yet.
   *
   * @param past told what earlier lives knew, once, by the writing thread
   * @param identity who writes
   */
  public History(GatewayConfig.History config, Past past, Identity identity, InstantSource clock) {
    this.config = config;
    this.identity = identity;
    this.clock = clock;
    this.aliases = past.aliases();
    this.scribe = new Scribe(past, identity, backlog, config.days());
    this.state = new State(false, config.store() == null ? "not wanted" : "opening", now());
  }

  /**
   * Who writes.
   *
   * @param instance the name of this gateway among others, the same after a restart
   * @param version of the program
   */
  public record Identity(String instance, String version) {}

  /**
   * What goes on from one life to the next.
   *
   * @param gauges what was counted in this process, which is written; told what earlier ones
   *     counted
   * @param aliases told how earlier lives made them
   */
  public record Past(Gauges gauges, Aliases aliases) {}

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "holdfast-history");
    thread.setDaemon(true);
    return thread;
  }

  private Instant now() {
    return clock.instant();
  }

  /** Opens it and begins to write, on its own thread: returns at once. */
  @SuppressWarnings("FutureReturnValueIgnored") // The task catches what it throws.
  public void start() {
    Store store = config.store();
    if (store != null) {
      started = true;
      if (Database.fresh(store)) {
        // Nobody has to wait for the names of keys where none are remembered.
        aliases.settle(aliases.salt());
      }
      thread.scheduleWithFixedDelay(this::tick, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Who writes it. */
  Identity identity() {
    return identity;
  }

  /** Whether one is configured. */
  public boolean wanted() {
    return config.store() != null;
  }

  /** Whether it is kept, and why not. */
  public State state() {
    return state;
  }

  /** How many things were dropped because they could not be written in time. */
  public long dropped() {
    return backlog.dropped();
  }

  /** Something happened. Any thread; never waits. */
  public void tell(Occurrence occurrence) {
    long number = number();
    later((handle, run) -> Feed.write(handle, run, number, occurrence));
  }

  /** A number that nothing else in the feed of this run has. */
  long number() {
    return backlog.number();
  }

  /** Writes with the next batch. Any thread; never waits. */
  void later(Write write) {
    if (wanted()) {
      backlog.add(write);
    }
  }

  /** Writes what there is to write, and waits for that: for endings, and for tests. */
  void flush(Duration atMost) {
    try {
      thread.submit(this::tick).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.warn("history: the last seconds could not be written");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Never throws: a task that did would not be run again. */
  private void tick() {
    if (closed) {
      return;
    }
    try {
      scribe.write(opened(), now());
      turn(true, null);
    } catch (Exception | LinkageError e) {
      LOG.debug("history", e);
      // If it cannot be read at the start, calls do not wait for their keys' names.
      aliases.settle(aliases.salt());
      shut();
      turn(false, Trouble.of(e));
    }
    if (closed) {
      // Nobody waited for this round: it took too long.
      shut();
    }
  }

  private Database opened() throws SQLException, IOException {
    Database open = database;
    if (open == null) {
      open = Database.open(Objects.requireNonNull(config.store()));
      database = open;
      scribe.begin(open, now());
    } else if (suspect) {
      suspect = false;
      throw new IOException("it could not be read; it is opened again");
    } else if (open.gone()) {
      throw new IOException("its file is gone; a new one is made");
    }
    return open;
  }

  private void turn(boolean on, @Nullable String reason) {
    State before = state;
    if (closed || (before.on() == on && Objects.equals(before.reason(), reason))) {
      return;
    }
    state = new State(on, reason, now());
    if (on) {
      LOG.info("history on: {}", config.store());
    } else {
      LOG.warn("history off: {} ({}); calls go on", reason, config.store());
    }
  }

  /**
   * Asks. Waits for the database: never on an event loop.
   *
   * @throws HistoryOff if there is none to ask, or it fails
   */
  <T> T read(HandleCallback<T, RuntimeException> question) throws HistoryOff {
    Database open = database;
    if (open == null) {
      throw new HistoryOff(String.valueOf(state.reason()));
    }
    try {
      return open.read(question);
    } catch (RuntimeException e) {
      // The writing thread has a connection of its own, and would not notice.
      suspect = !Trouble.oursAlone(e);
      throw new HistoryOff(Trouble.of(e), e);
    }
  }

  /** Changes something at once, in a transaction of its own on the writing thread. */
  <T> CompletableFuture<T> change(HandleCallback<T, RuntimeException> change) {
    try {
      return CompletableFuture.supplyAsync(() -> changed(change), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> T changed(HandleCallback<T, RuntimeException> change) {
    Database open = database;
    if (open == null) {
      throw new IllegalStateException("history off: " + state.reason());
    }
    return open.write(change);
  }

  /** Writes what is left, waiting a moment for it, and closes. */
  @Override
  public void close() {
    if (started) {
      flush(LAST);
    }
    closed = true;
    thread.shutdown();
    shut();
  }

  private synchronized void shut() {
    Database open = database;
    database = null;
    if (open != null) {
      open.close();
    }
  }
}
