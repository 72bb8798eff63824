package dev.holdfast.alert;

import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.Series;
import dev.holdfast.verdict.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * P1, N1 and N2: a run of failures at an endpoint. Up to five minutes it is a burst and leaves a
 * line in the log; beyond, the same alert becomes a page.
 *
 * <p>Failures on the way to the upstream are one more scope of their own, {@link #EGRESS}: they are
 * one trouble, whatever endpoints it breaks.
 */
final class OutageRule implements Rule {
  static final String EGRESS = "egress";
  private static final double MOSTLY = 0.8;

  private final OutageSettings settings;
  private final Bursts bursts;
  private final Map<String, Outage> outages = new TreeMap<>();

  OutageRule(OutageSettings settings, Bursts bursts) {
    this.settings = settings;
    this.bursts = bursts;
  }

  @Override
  public List<Finding> look(View view) {
    List<Finding> found = new ArrayList<>();
    for (String scope : scopes(view)) {
      Outage outage = outages.computeIfAbsent(scope, this::outage);
      outage.watch(view);
      Finding finding = look(view, outage);
      if (finding != null) {
        found.add(finding);
      }
    }
    return found;
  }

  private Iterable<String> scopes(View view) {
    Duration window = settings.threshold().clear().window();
    List<String> seen = new ArrayList<>(outages.keySet());
    view.over(window).forEach((series, count) -> seen.add(series.lane().endpoint()));
    seen.add(EGRESS);
    return view.scopes(AlertRule.SUSTAINED, seen);
  }

  private Outage outage(String name) {
    Outage.Scope scope =
        name.equals(EGRESS)
            ? new Outage.Scope(name, lane -> true, OutageRule::onTheWay)
            : new Outage.Scope(name, lane -> lane.endpoint().equals(name), Series::bad);
    return new Outage(scope, settings);
  }

  private static boolean onTheWay(Series series) {
    return series.bad() && series.origin() == Origin.BETWEEN;
  }

  private @Nullable Finding look(View view, Outage outage) {
    Run run = outage.run();
    Instant since = view.active(AlertRule.SUSTAINED, outage.scope().name());
    if (run == null && since == null) {
      return null;
    }
    Run last = outage.last();
    Run told = last == null ? unknown(since == null ? view.now() : since) : last;
    OutageStory story = new OutageStory(outage.scope(), told, view, bursts.settings());
    boolean ripe = ripe(outage, story);
    if (run != null) {
      bursts.note(outage.scope().name(), run.first(), story.burst() != null && !ripe);
    }
    return finding(view, outage, story, ripe);
  }

  /** A run of an earlier life that was not kept. */
  private static Run unknown(Instant since) {
    return new Run(since, since, 0, 0);
  }

  private boolean ripe(Outage outage, OutageStory story) {
    Duration longer = settings.overloadFor();
    Duration span = settings.threshold().trip().lasting();
    boolean ripe = outage.ripe(longer != null && story.burst() != null ? longer : span);
    return ripe && (!outage.scope().name().equals(EGRESS) || story.share() >= MOSTLY);
  }

  private Finding finding(View view, Outage outage, OutageStory story, boolean ripe) {
    String scope = outage.scope().name();
    Run run = outage.run();
    boolean fired = view.open(AlertRule.SUSTAINED, scope);
    boolean page = ripe || fired;
    AlertRule burst = story.burst();
    AlertRule rule = page || burst == null ? AlertRule.SUSTAINED : burst;
    double lost = lost(view, outage);
    Sight sight =
        new Sight(
            outage.trip(view.now()),
            ripe,
            fired ? outage.clear(view) : Sign.UNKNOWN,
            run == null ? null : run.first(),
            Duration.ZERO,
            settings.threshold().clear().window());
    Severity severity = lost >= settings.critical() ? Severity.CRITICAL : Severity.WARNING;
    AlertLevel level = page ? level(outage.scope(), severity) : AlertLevel.LOG;
    Alert.Story told = page ? story.paged(lost) : story.passed();
    return new Finding(new Subject(rule, scope), sight, severity, level, told);
  }

  /** A fallback elsewhere that fails is no emergency as long as nobody loses by it. */
  private AlertLevel level(Outage.Scope scope, Severity severity) {
    if (severity == Severity.CRITICAL) {
      return AlertLevel.PAGE;
    }
    boolean home = scope.home() || scope.name().equals(EGRESS);
    return home ? settings.carried() : AlertLevel.NOTIFY;
  }

  /** Of the last minutes; if nobody called since, of the run: silence saves no call. */
  private double lost(View view, Outage outage) {
    Duration window = settings.threshold().clear().window();
    Figures calls = calls(view.over(window), outage);
    Run run = outage.run();
    if (calls.calls() == 0 && run != null) {
      calls = calls(view.gauges().between(run.first(), view.now()), outage);
    }
    return Figures.share(calls.lost(), calls.calls());
  }

  private static Figures calls(Figures all, Outage outage) {
    return all.where(series -> outage.scope().where().test(series.lane()));
  }

  @Override
  public void unwatched(Instant now) {
    outages.values().forEach(Outage::forget);
  }

  /** Somebody said that it is over: what fails from now on is another trouble. */
  void forget(Subject subject) {
    Outage outage = outages.get(subject.scope());
    if (outage != null && subject.rule() == AlertRule.SUSTAINED) {
      outage.forget();
    }
  }

  /** The last run of each scope. */
  Map<String, Run> runs() {
    Map<String, Run> runs = new TreeMap<>();
    outages.forEach((scope, outage) -> {
      Run last = outage.last();
      if (last != null) {
        runs.put(scope, last);
      }
    });
    return runs;
  }

  /** Goes on with the runs of an earlier life. */
  void resume(Map<String, Run> runs) {
    runs.forEach((scope, run) -> outages.computeIfAbsent(scope, this::outage).resume(run));
  }
}
