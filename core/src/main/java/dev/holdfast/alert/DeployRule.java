package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.event.Caller;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * P4: requests refused since a deploy: 422, and 400, with which the API answers many of the same
 * mistakes. They must begin within the hour after it; the same without a deploy is rule N3.
 */
final class DeployRule implements Rule {
  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final double NEARLY_ALL = 0.9;
  private static final int FEW = 10;

  private final DeploySettings settings;
  private final Deploys deploys;
  private final Map<String, Release> releases = new TreeMap<>();

  /** A deploy at an endpoint, as one service sees it. */
  private record Release(Deploy deploy, String service, String endpoint) {
    String scope() {
      return service + "/" + deploy.version() + endpoint;
    }

    /** The service's traffic at the endpoint, of whatever version. */
    boolean covers(Series series) {
      return series.lane().key().equals(service) && series.lane().endpoint().equals(endpoint);
    }
  }

  DeployRule(DeploySettings settings, Deploys deploys) {
    this.settings = settings;
    this.deploys = deploys;
  }

  @Override
  public List<Finding> look(View view) {
    Figures window = view.over(settings.threshold().trip().window());
    boolean active = view.anyActive(AlertRule.DEPLOY);
    if (!active && (deploys.all().isEmpty() || window.sum(DeployRule::refused) == 0)) {
      return List.of();
    }
    List<String> seen = new ArrayList<>();
    for (Deploy deploy : deploys.all()) {
      for (Release release : releases(view, deploy, window)) {
        releases.put(release.scope(), release);
        seen.add(release.scope());
      }
    }
    List<Finding> found = new ArrayList<>();
    for (String scope : view.scopes(AlertRule.DEPLOY, seen)) {
      Release release = releases.get(scope);
      if (release != null) {
        found.add(finding(view, release));
      }
    }
    releases.keySet().removeIf(scope -> !found(found, scope));
    return found;
  }

  /** The releases of alerts from an earlier life. */
  void resume(Map<String, String> labels, String scope, Instant since) {
    String service = labels.getOrDefault("service", Lane.OTHER);
    String version = labels.getOrDefault("version", Lane.OTHER);
    Deploy deploy =
        deploys.all().stream()
            .filter(one -> one.concerns(service) && one.version().equals(version))
            .findFirst()
            .orElse(new Deploy(service, version, since));
    releases.put(scope, new Release(deploy, service, labels.getOrDefault("endpoint", "")));
  }

  private static boolean found(List<Finding> findings, String scope) {
    return findings.stream().anyMatch(finding -> finding.subject().scope().equals(scope));
  }

  private static boolean refused(Series series) {
    return series.attempt()
        && (series.code() == Code.UNPROCESSABLE || series.code() == Code.BAD_REQUEST);
  }

  /** Where a deploy may have done harm: refusals began soon after it. */
  private List<Release> releases(View view, Deploy deploy, Figures window) {
    List<Release> releases = new ArrayList<>();
    Figures refused = window.where(s -> refused(s) && deploy.concerns(s.lane().key()));
    for (String key : refused.by(Axis.KEY).keySet()) {
      for (String endpoint : refused.at(Axis.KEY, key).by(Axis.ENDPOINT).keySet()) {
        Release release = new Release(deploy, key, endpoint);
        boolean pending = view.active(AlertRule.DEPLOY, release.scope()) != null;
        if (pending || soon(view, release)) {
          releases.add(release);
        }
      }
    }
    return releases;
  }

  private boolean soon(View view, Release release) {
    Instant from = view.now().minus(settings.threshold().trip().window());
    Instant until = release.deploy().at().plus(settings.within());
    if (from.isAfter(until)) {
      return false;
    }
    Predicate<Series> own = version(view, release);
    long[] line = view.gauges().line(from, view.now(), TEN, s -> refused(s) && own.test(s));
    int first = 0;
    while (first < line.length && line[first] == 0) {
      first++;
    }
    boolean before = view.now().isBefore(release.deploy().at());
    return !before && !from.plus(TEN.multipliedBy(first)).isAfter(until);
  }

  /** The traffic of the version; where callers do not name theirs, all since the deploy. */
  private Predicate<Series> version(View view, Release release) {
    String version = release.deploy().version();
    Predicate<Series> service = release::covers;
    Predicate<Series> named = service.and(s -> s.lane().version().equals(version));
    boolean names = view.gauges().lanes().keySet().stream().anyMatch(l -> named(l, release));
    return names ? named : service.and(s -> s.lane().version().equals(Caller.NONE.version()));
  }

  private static boolean named(Lane lane, Release release) {
    return lane.key().equals(release.service())
        && lane.endpoint().equals(release.endpoint())
        && lane.version().equals(release.deploy().version());
  }

  private Finding finding(View view, Release release) {
    Predicate<Series> version = version(view, release);
    Figures figures = view.over(settings.threshold().trip().window()).where(version);
    Instant at = release.deploy().at();
    Figures before = view.gauges().between(at.minus(BEFORE), at).where(release::covers);
    double usual = Figures.share(before.sum(DeployRule::refused), before.attempts());
    boolean trip = trip(figures, Math.max(usual, settings.floor()));
    Sight sight =
        Sight.of(
            Sign.of(trip, figures.attempts() > 0),
            clear(view, release, version),
            settings.threshold());
    Subject subject = new Subject(AlertRule.DEPLOY, release.scope());
    Story story = story(view, release, figures, usual);
    return new Finding(subject, sight, Severity.ERROR, AlertLevel.PAGE, story);
  }

  private boolean trip(Figures figures, double usual) {
    long attempts = figures.attempts();
    long refused = figures.sum(DeployRule::refused);
    Threshold.Trip trip = settings.threshold().trip();
    boolean enough = attempts >= settings.attempts() || refused >= NEARLY_ALL * attempts;
    return enough
        && refused >= trip.minimum()
        && refused >= trip.ratio() * attempts
        && refused >= settings.times() * usual * attempts;
  }

  private Sign clear(View view, Release release, Predicate<Series> version) {
    Threshold.Clear clear = settings.threshold().clear();
    Sign own = below(view.over(clear.window()).where(version), clear.ratio(), clear.minimum());
    Deploy next = deploys.after(release.deploy());
    boolean settled = next != null && !view.now().isBefore(next.at().plus(SETTLED));
    if (own == Sign.YES || !settled) {
      return own;
    }
    Figures since = view.over(SETTLED).where(release::covers);
    return below(since, clear.ratio(), FEW) == Sign.YES ? Sign.YES : own;
  }

  private static Sign below(Figures figures, double ratio, int minimum) {
    long attempts = figures.attempts();
    boolean below = figures.sum(DeployRule::refused) < ratio * attempts;
    return Sign.of(below, attempts >= minimum);
  }

  private static Story story(View view, Release release, Figures figures, double usual) {
    long refused = figures.sum(DeployRule::refused);
    Duration age = Duration.between(release.deploy().at(), view.now());
    String summary =
        "%s %s, deployed %s ago: %s of %s to %s refused (422 ×%d, 400 ×%d), %s before"
            .formatted(
                release.service(),
                release.deploy().version(),
                Words.span(age),
                Words.percent(Figures.share(refused, figures.attempts())),
                Words.count(figures.attempts(), "attempt"),
                release.endpoint(),
                figures.attempts(Code.UNPROCESSABLE),
                figures.attempts(Code.BAD_REQUEST),
                Words.percent(usual));
    Map<String, String> labels =
        Map.of(
            "key", release.service(),
            "service", release.service(),
            "version", release.deploy().version(),
            "endpoint", release.endpoint());
    Map<String, String> details =
        Map.of("owner", release.service(), "deployed", release.deploy().at().toString());
    return new Story(
        summary, AlertRule.DEPLOY.action(), view.surroundings().cause(), details, labels);
  }
}
