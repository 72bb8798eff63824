package dev.holdfast.gateway.serve;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertNames;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.dashboard.Dashboard;
import dev.holdfast.gateway.dashboard.HistoryPages;
import dev.holdfast.gateway.history.AlertLog;
import dev.holdfast.gateway.history.AlertStore;
import dev.holdfast.gateway.history.FleetStore;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.History.Identity;
import dev.holdfast.gateway.history.History.Past;
import dev.holdfast.gateway.history.Incidents;
import dev.holdfast.gateway.history.Occurrence;
import dev.holdfast.gateway.history.Witness;
import dev.holdfast.gateway.page.OutboxStore;
import dev.holdfast.gateway.page.Pager;
import dev.holdfast.gateway.security.Aliases;
import dev.holdfast.gateway.watch.Picture;
import dev.holdfast.gateway.watch.StatusListener;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.situation.Advice;
import dev.holdfast.situation.IncidentMatch;
import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.LocalFault;
import dev.holdfast.situation.Row;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway remembers beyond its life: counts, alerts, incidents, what happened. */
final class Chronicle implements Listener, StatusListener, AutoCloseable {
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  /** How many incidents are remembered as matched; more are never open at once. */
  private static final int INCIDENTS = 200;

  private final InstantSource clock;
  private final History history;
  private final Listener witness;
  private final Incidents incidents;
  private final String place;
  private final String version;
  private final Aliases aliases;

  // Touched by the drawing thread only.
  private final Map<String, Strength> matches =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Strength> eldest) {
          return size() > INCIDENTS;
        }
      };
  private @Nullable Row row;

  /**
   * A history that is not opened yet.
   *
   * @param clock the one that calls are counted by
   */
  Chronicle(GatewayConfig config, String version, Gauges gauges, InstantSource clock) {
    this.clock = clock;
    this.version = version;
    this.place = host() + ":" + config.listen().port();
    Identity identity = new Identity(place, version);
    this.aliases =
        config.limits().history().store() == null ? Aliases.ofThisProcess() : Aliases.remembered();
    Past past = new Past(gauges, aliases);
    this.history = new History(config.limits().history(), past, identity, clock);
    this.incidents = new Incidents(history);
    this.witness = new Witness(history);
  }

  /** How callers' keys are called in it; not known before it is opened. */
  Aliases aliases() {
    return aliases;
  }

  /** What is served of it. */
  List<Page> pages(Vertx vertx) {
    return HistoryPages.of(vertx, history, incidents, clock);
  }

  /** What the dashboard shows of it. */
  Dashboard.Memory memory() {
    return new Dashboard.Memory(history, incidents, clock);
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
            clock.instant(), Occurrence.Kind.START, "-", "Holdfast " + version + " started"));
  }

  /** Where alerts go: to whom they are told, where they are kept, and whom they are shared with. */
  Pager.Places places(AlertConfig alerts) {
    if (alerts.mode() == AlertConfig.Mode.LEADER) {
      AlertNames names = alerts.settings().names();
      String instance = names.instance();
      String name = instance == null ? place : instance;
      FleetStore fleet = new FleetStore(history, names.env(), name);
      return new Pager.Places(this::told, fleet, fleet);
    }
    OutboxStore store = history.wanted() ? new AlertStore(history) : OutboxStore.NONE;
    return new Pager.Places(this::told, store, null);
  }

  /** An alert is new or has changed. */
  private void told(AlertChange news) {
    Alert alert = news.alert();
    new AlertLog(history).changed(alert, news.at());
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
  public void looked(UpstreamStatus status) {
    incidents.take(status.open(), clock.instant());
  }

  @Override
  public void past(StatusDocument.Page posted) {
    incidents.take(posted.incidents(), clock.instant());
  }

  /** The situation was drawn: what turned in it is told. On the drawing thread. */
  void drawn(Picture picture) {
    Situation situation = picture.situation();
    if (situation.row() != row) {
      row = situation.row();
      String severity = situation.advice() == Advice.RETRY ? "info" : "warning";
      history.tell(
          new Occurrence(
              situation.at(),
              Occurrence.Kind.SITUATION,
              row.id(),
              severity,
              situation.line(),
              picture.json()));
    }
    LocalFault fault = situation.signals().local().fault();
    if (fault != null) {
      situation.signals().page().incidents().forEach(match -> matched(match, fault));
    }
  }

  /** The strongest match of an incident is kept: it may still be open when all is well again. */
  private void matched(IncidentMatch match, LocalFault fault) {
    String id = match.incident().id();
    Strength strength = match.strength();
    Strength before = matches.get(id);
    if (before == null || before.compareTo(strength) < 0) {
      matches.put(id, strength);
      incidents.matched(id, strength.slug(), strength == Strength.YES ? fault.onset() : null);
    }
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
