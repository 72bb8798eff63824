package dev.holdfast.gateway.serve;

import dev.holdfast.alert.Canary;
import dev.holdfast.alert.Explanation;
import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.drive.Timekeeper;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.board.CanaryMeters;
import dev.holdfast.gateway.board.Meters;
import dev.holdfast.gateway.config.AlertConfig;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.page.Pager;
import dev.holdfast.gateway.page.PagerMeters;
import dev.holdfast.gateway.page.PagerView;
import dev.holdfast.gateway.page.Vantage;
import dev.holdfast.gateway.security.OwnKeys;
import dev.holdfast.gateway.watch.Canaries;
import dev.holdfast.gateway.watch.CanaryNews;
import dev.holdfast.gateway.watch.Picture;
import dev.holdfast.gauge.Credential;
import dev.holdfast.situation.Cause;
import dev.holdfast.situation.Signals.Deploy;
import dev.holdfast.situation.Situation;
import dev.holdfast.upstream.Symptom;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what alerts are drawn from, if anybody looks for them at all. */
final class Callout implements AutoCloseable {
  /** With these nothing is known of the upstream that would explain an alert. */
  private static final Set<Cause> SILENT = Set.of(Cause.ALL_CLEAR, Cause.UNKNOWN);

  private static final Duration LATELY = Duration.ofHours(1);

  private final Lookout lookout;
  private final Timekeeper time;
  private final @Nullable Pager pager;
  private final @Nullable Canaries canaries;
  private volatile @Nullable Supplier<OwnKeys> keys;

  Callout(GatewayConfig config, Lookout lookout, Chronicle chronicle, Timekeeper time) {
    this.lookout = lookout;
    this.time = time;
    Duration every = config.watch().canary();
    this.canaries = every == null ? null : new Canaries(every, config.upstream(), time::now);
    AlertConfig alerts = config.watch().alerts();
    Vantage vantage = new Vantage(lookout.gauges(), this::around);
    this.pager =
        alerts.mode() == AlertConfig.Mode.OFF
            ? null
            : new Pager(alerts, vantage, chronicle.places(alerts), time);
    if (pager != null) {
      lookout.deploys(() -> deployed(pager));
      lookout.gateways(pager::failing);
    }
    for (ApiKey key : config.upstream().keys()) {
      // Configured keys are ours, whether they were ever accepted or not.
      lookout.gauges().accept(key.alias(), new Credential(time.now(), null));
    }
  }

  /** The last deploy of the last hour; null if there was none. */
  private @Nullable Deploy deployed(Pager alarm) {
    Instant since = time.now().minus(LATELY);
    return alarm.view().orders().deploys().stream()
        .filter(deploy -> deploy.at().isAfter(since))
        .max(Comparator.comparing(dev.holdfast.alert.Deploy::at))
        .map(deploy -> new Deploy(deploy.version(), deploy.at()))
        .orElse(null);
  }

  /**
   * Looks for alerts from now on.
   *
   * @param own the gateway's own keys, as they are at each moment
   */
  void start(Vertx vertx, Supplier<OwnKeys> own) {
    keys = own;
    if (canaries != null) {
      canaries.start(vertx, own);
    }
    if (pager != null) {
      pager.start();
    }
  }

  List<Page> pages(Vertx vertx) {
    return pager == null ? List.of() : pager.pages(vertx);
  }

  /** What the board shows of it; null if nobody looks for alerts. */
  @Nullable Supplier<PagerView> view() {
    return pager == null ? null : pager::view;
  }

  /** What must hear of calls. */
  Listener listener() {
    return canaries == null ? Listener.NONE : canaries;
  }

  /** What the last question of our own brought; null if there was none lately. */
  @Nullable CanaryNews canary() {
    return canaries == null ? null : canaries.lately();
  }

  void addTo(Meters meters) {
    if (canaries != null) {
      meters.add(new CanaryMeters(canaries));
    }
    if (pager != null) {
      meters.add(new PagerMeters(pager));
    }
  }

  /** What is known besides the gauges; each canary is told once. */
  Surroundings around() {
    Picture picture = lookout.situations().last();
    Set<OpenBreaker> open = OpenBreaker.among(picture.survey().breakers(), lookout.gauges());
    return new Surroundings(
        open, cause(picture.situation()), asked(), authTrouble(picture), replaced());
  }

  private List<Canary> asked() {
    return canaries == null ? List.of() : canaries.untold();
  }

  private Set<String> replaced() {
    Supplier<OwnKeys> own = keys;
    return own == null ? Set.of() : own.get().ring().replaced(time.now());
  }

  private static Explanation cause(Situation situation) {
    return SILENT.contains(situation.cause()) ? Explanation.UNKNOWN : Explanation.of(situation);
  }

  private static boolean authTrouble(Picture picture) {
    return picture.situation().signals().page().incidents().stream()
        .anyMatch(match -> match.incident().story().symptoms().contains(Symptom.AUTH));
  }

  @Override
  public void close() {
    if (canaries != null) {
      canaries.close();
    }
    if (pager != null) {
      pager.close();
    }
  }
}
