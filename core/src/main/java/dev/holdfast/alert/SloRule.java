package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Series;
import dev.holdfast.verdict.ErrorKind.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast the error budget of a promise burns, over three pairs of windows. */
final class SloRule implements Rule {
  private static final String SCOPE = "calls";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PACE = Duration.ofMinutes(1);
  private static final List<Burn> BURNS =
      List.of(
          new Burn(AlertRule.SLO_FAST, 14.4, HOUR, Duration.ofMinutes(5)),
          new Burn(AlertRule.SLO_SLOW, 6, Duration.ofHours(6), Duration.ofMinutes(30)),
          new Burn(AlertRule.SLO_TREND, 1, Duration.ofDays(3), Duration.ofHours(6)));

  private final Slo slo;
  private @Nullable Instant looked;

  /** So many times as fast as it may, over a long and a short while. */
  private record Burn(AlertRule rule, double rate, Duration over, Duration confirmed) {}

  SloRule(Slo slo) {
    this.slo = slo;
  }

  /** Hours and days change slowly: once a minute will do. */
  @Override
  public List<Finding> look(View view) {
    if (looked != null && view.now().isBefore(looked.plus(PACE))) {
      return List.of();
    }
    looked = view.now();
    List<Finding> found = new ArrayList<>();
    for (Burn burn : BURNS) {
      found.add(finding(view, burn));
    }
    return found;
  }

  private Finding finding(View view, Burn burn) {
    double over = rate(view.over(burn.over()));
    double confirmed = rate(view.over(burn.confirmed()));
    long calls = view.over(HOUR).calls();
    boolean trip = over >= burn.rate() && confirmed >= burn.rate();
    boolean enough = calls >= slo.minimum();
    Sight sight =
        new Sight(
            Sign.of(trip && enough, calls > 0),
            true,
            Sign.of(confirmed < burn.rate() / 2, enough),
            null,
            Duration.ZERO,
            burn.confirmed());
    String summary =
        "The error budget of %s burns %.1f times as fast as it may over %s, %.1f times over %s"
            .formatted(
                Words.percent(1 - slo.target()),
                over,
                Words.span(burn.over()),
                confirmed,
                Words.span(burn.confirmed()));
    Story story =
        new Story(summary, burn.rule().action(), view.surroundings().cause(), Map.of(), Map.of());
    Subject subject = new Subject(burn.rule(), SCOPE);
    return new Finding(subject, sight, Severity.WARNING, slo.level(), story);
  }

  private double rate(Figures figures) {
    return Figures.share(figures.sum(SloRule::broken), figures.calls()) / (1 - slo.target());
  }

  /** A call that was not answered, unless the caller asked for what cannot be answered. */
  private static boolean broken(Series series) {
    Code code = series.code();
    return series.measure() == Measure.CALL
        && code != Code.OK
        && code.kind().fault() != Fault.CALLER;
  }
}
