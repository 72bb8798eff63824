package dev.holdfast.alert;

import dev.holdfast.alert.LimitRule.Meter;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.LimitHistory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is usual for a key and model at this hour, and in what way now is not. */
final class Usual {
  private final Meter meter;
  private final LimitSettings settings;
  private final @Nullable LimitHistory allowance;
  private final List<Figures> days;

  Usual(View view, Meter meter, LimitSettings settings) {
    this.meter = meter;
    this.settings = settings;
    this.allowance = view.gauges().allowance(meter.key(), meter.model(), meter.limit());
    this.days = view.usual().stream().map(meter::of).toList();
  }

  /** Why limits were not to be expected now; null if they were. */
  @Nullable String unexpected(Figures now) {
    String lowered = lowered();
    if (lowered != null) {
      return lowered;
    }
    long hour = now.calls() * Duration.ofHours(1).toSeconds() / window();
    long most = days.stream().mapToLong(Figures::calls).max().orElse(0);
    if (most > 0 && hour > settings.surge() * most) {
      return "%d calls an hour, at most %d at this hour of the last week".formatted(hour, most);
    }
    long attempts = View.sum(days, Figures::attempts);
    double share = Figures.share(View.sum(days, day -> day.attempts(meter.limit())), attempts);
    return share < settings.usual()
        ? "usually %s at this hour".formatted(Words.percent(share))
        : null;
  }

  private long window() {
    return settings.threshold().trip().window().toSeconds();
  }

  private @Nullable String lowered() {
    if (allowance == null) {
      return null;
    }
    Long before = allowance.usual();
    Long wanted = settings.expected().get(meter.model() + "/" + name());
    Long should = wanted == null ? before : wanted;
    return should != null && allowance.latest() < should
        ? "the limit is %d a minute, it was %d".formatted(allowance.latest(), should)
        : null;
  }

  private String name() {
    String label = meter.limit().label();
    return label.substring(label.indexOf(' ') + 1);
  }
}
