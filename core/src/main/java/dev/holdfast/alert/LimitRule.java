package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * P3: rate limits where there are usually none. A limit that is met every day at this hour is known
 * to its owner; one that was lowered, or met by a surge, or at an unusual hour, is not. Limits of a
 * person's own subscription are told to that person only.
 */
final class LimitRule implements Rule {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final double FEW_LOST = 0.01;

  private final LimitSettings settings;

  /** Whose limit it is, and which. */
  record Meter(String key, String model, Code limit) {
    String scope() {
      return key + "/" + model + "/" + limit.label();
    }

    Figures of(Figures figures) {
      return figures.at(Axis.KEY, key).at(Axis.MODEL, model);
    }
  }

  private final Map<String, Meter> meters = new TreeMap<>();

  LimitRule(LimitSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Finding> look(View view) {
    Figures window = view.over(settings.threshold().trip().window());
    Set<String> seen = new LinkedHashSet<>();
    window.forEach((series, count) -> note(series, seen));
    List<Finding> found = new ArrayList<>();
    for (String scope : view.scopes(AlertRule.LIMITS, seen)) {
      Meter meter = meters.get(scope);
      Finding finding = meter == null ? null : look(view, meter);
      if (finding != null) {
        found.add(finding);
      }
    }
    meters.keySet().removeIf(scope -> !seen.contains(scope) && !active(view, scope));
    return found;
  }

  private static boolean active(View view, String scope) {
    return view.active(AlertRule.LIMITS, scope) != null;
  }

  private void note(Series series, Set<String> seen) {
    if (series.attempt() && (series.code().limit() || series.code() == Code.SPEND_LIMIT)) {
      Meter meter = new Meter(series.lane().key(), series.lane().model(), series.code());
      meters.put(meter.scope(), meter);
      seen.add(meter.scope());
    }
  }

  /** The meters of alerts from an earlier life. */
  void resume(Map<String, String> labels, String scope) {
    for (Code code : Code.values()) {
      if (code.label().equals(labels.get("limit"))) {
        String key = labels.getOrDefault("key", Lane.OTHER);
        meters.put(scope, new Meter(key, labels.getOrDefault("model", Lane.OTHER), code));
      }
    }
  }

  private @Nullable Finding look(View view, Meter meter) {
    Figures figures = meter.of(view.over(settings.threshold().trip().window()));
    boolean enough = enough(view, meter, figures, lasting(meter));
    return enough || active(view, meter.scope()) ? finding(view, meter, figures, enough) : null;
  }

  private Finding finding(View view, Meter meter, Figures figures, boolean enough) {
    boolean lasting = lasting(meter);
    boolean old = view.gauges().since().isBefore(view.now().minus(settings.history()));
    Usual usual = enough ? new Usual(view, meter, settings) : null;
    String why = usual == null ? null : usual.unexpected(figures);
    boolean trip = enough && (lasting || why != null);
    Sign tripped = Sign.of(trip, trip || figures.attempts() > 0);
    Sight sight = Sight.of(tripped, clear(view, meter), settings.threshold());
    double lost = lost(figures);
    Severity severity = lost < FEW_LOST ? Severity.WARNING : Severity.ERROR;
    AlertLevel level = lasting || old ? AlertLevel.PAGE : AlertLevel.NOTIFY;
    Story story = story(view, meter, figures, why);
    Subject subject = new Subject(AlertRule.LIMITS, meter.scope());
    return new Finding(subject, lasting ? sight.atOnce() : sight, severity, level, story);
  }

  /** Time does not refill it, so there is nothing to wait for. */
  private static boolean lasting(Meter meter) {
    return meter.limit() == Code.LASTING_LIMIT || meter.limit() == Code.SPEND_LIMIT;
  }

  private boolean enough(View view, Meter meter, Figures figures, boolean lasting) {
    Threshold.Trip trip = settings.threshold().trip();
    long limited = figures.attempts(meter.limit());
    return limited >= trip.minimum()
        && limited >= trip.ratio() * figures.attempts()
        && (lasting || minutes(view, meter, trip.window()) >= 2);
  }

  /** In how many minutes there were limits: one bad minute is a burst. */
  private static long minutes(View view, Meter meter, Duration window) {
    Instant from = view.now().minus(window).truncatedTo(ChronoUnit.MINUTES);
    long[] line = view.gauges().line(from, view.now(), MINUTE, s -> hit(s, meter));
    long minutes = 0;
    for (long count : line) {
      minutes += count > 0 ? 1 : 0;
    }
    return minutes;
  }

  private static boolean hit(Series series, Meter meter) {
    Lane lane = series.lane();
    return series.attempt()
        && series.code() == meter.limit()
        && lane.key().equals(meter.key())
        && lane.model().equals(meter.model());
  }

  private Sign clear(View view, Meter meter) {
    Threshold.Clear clear = settings.threshold().clear();
    Figures figures = meter.of(view.over(clear.window()));
    long limited = figures.attempts(meter.limit());
    boolean below = limited < clear.ratio() * figures.attempts();
    return Sign.of(below, figures.attempts() >= clear.minimum());
  }

  private static double lost(Figures figures) {
    long failed = figures.calls(Code.RATE_LIMITED) + figures.calls(Code.SPEND_LIMIT);
    return Figures.share(failed, figures.calls());
  }

  private static Story story(View view, Meter meter, Figures figures, @Nullable String why) {
    long limited = figures.attempts(meter.limit());
    String summary =
        "Key %s, %s: %s of %s met a limit (%s)%s"
            .formatted(
                meter.key(),
                meter.model(),
                Words.percent(Figures.share(limited, figures.attempts())),
                Words.count(figures.attempts(), "attempt"),
                meter.limit().label(),
                why == null ? "" : ": " + why);
    Map<String, String> details = new LinkedHashMap<>();
    details.put("limit", meter.limit().label());
    details.put("calls lost", Words.percent(lost(figures)));
    String growing = Growth.top(view, meter.model());
    if (!growing.isEmpty()) {
      details.put("growing most", growing);
    }
    Map<String, String> labels =
        Map.of("key", meter.key(), "model", meter.model(), "limit", meter.limit().label());
    String action =
        lasting(meter)
            ? "A spend or plan limit: only a person can lift it, in the provider's console."
            : AlertRule.LIMITS.action();
    return new Story(summary, action, view.surroundings().cause(), details, labels);
  }
}
