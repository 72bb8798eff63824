package dev.holdfast.alert;

import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Figures;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who sends more than before. */
final class Growth {
  private static final Duration NOW = Duration.ofMinutes(5);
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final int SHOWN = 3;

  private Growth() {}

  /** The three callers of a model that grew most, with how much, in words. */
  static String top(View view, String model) {
    Figures now = view.over(NOW).at(Axis.MODEL, model);
    Figures before =
        view.gauges()
            .between(view.now().minus(NOW).minus(BEFORE), view.now().minus(NOW))
            .at(Axis.MODEL, model);
    long share = BEFORE.dividedBy(NOW);
    Map<String, Long> grown = new TreeMap<>();
    now.by(Axis.KEY)
        .forEach((key, figures) -> {
          long usual = before.at(Axis.KEY, key).calls() / share;
          grown.put(key, figures.calls() - usual);
        });
    return grown.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(entry -> entry.getKey() + " +" + entry.getValue() + " calls in 5 m")
        .collect(Collectors.joining(", "));
  }
}
