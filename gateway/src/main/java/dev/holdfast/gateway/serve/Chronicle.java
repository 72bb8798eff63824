package dev.holdfast.gateway.serve;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.board.HistoryPages;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.AlertLog;
import dev.holdfast.gateway.history.AlertStore;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.History.Identity;
import dev.holdfast.gateway.history.Incidents;
import dev.holdfast.gateway.history.Occurrence;
import dev.holdfast.gateway.history.Witness;
import dev.holdfast.gateway.page.OutboxStore;
import dev.holdfast.gateway.watch.StatusListener;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the gateway remembers beyond its life: counts, alerts, incidents, what happened. */
final class Chronicle implements Listener, StatusListener, AutoCloseable {
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private final History history;
  private final Listener witness;
  private final Incidents incidents;
  private final String version;

  /**
   * A history that is not opened yet.
   *
   * @param clock the one that calls are counted by
   */
  Chronicle(GatewayConfig config, String version, Gauges gauges, InstantSource clock) {
    this.version = version;
    Identity identity = new Identity(host() + ":" + config.listen().port(), version);
    this.history = new History(config.limits().history(), gauges, identity, clock);
    this.incidents = new Incidents(history);
    this.witness = new Witness(history);
  }

  /** What is served of it. */
  List<Page> pages(Vertx vertx) {
    return HistoryPages.of(vertx, history, incidents, InstantSource.system());
  }

  @Override
  public void looked(UpstreamStatus status) {
    incidents.take(status.open(), Instant.now());
  }

  @Override
  public void past(StatusDocument.Page page) {
    incidents.take(page.incidents(), Instant.now());
  }

  /** The machine's name, without asking a name server for it. */
  private static String host() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      Map<String, String> environment = System.getenv();
      return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "-"));
    }
  }

  /** Opens the history, on a thread of its own. */
  void start() {
    history.start();
    history.tell(
        Occurrence.info(
            Instant.now(), Occurrence.Kind.START, "-", "Holdfast " + version + " started"));
  }

  /** Where alerts outlive the process; they do not if no history is wanted. */
  OutboxStore alerts() {
    return history.wanted() ? new AlertStore(history) : OutboxStore.NONE;
  }

  /** An alert is new or has changed. */
  void told(AlertChange news) {
    Alert alert = news.alert();
    new AlertLog(history).changed(alert, news.at(), null);
    history.tell(
        new Occurrence(
            news.at(),
            Occurrence.Kind.ALERT,
            alert.name().scope(),
            alert.status().severity().slug(),
            news.what().name().toLowerCase(Locale.ROOT) + ": " + alert.story().summary(),
            null));
  }

  @Override
  public void on(CallEvent event) {
    witness.on(event);
  }

  @Override
  public void over(Trail trail) {
    witness.over(trail);
  }

  /** 1 while the history is written, 0 while it is not; not a number if none is wanted. */
  double up() {
    if (!history.wanted()) {
      return Double.NaN;
    }
    return history.state().on() ? 1 : 0;
  }

  /** How much of it was dropped. */
  double dropped() {
    return history.dropped();
  }

  @Override
  public void close() {
    history.close();
  }
}
