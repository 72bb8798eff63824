package dev.holdfast.alert;

import dev.holdfast.alert.Threshold.Clear;
import dev.holdfast.alert.Threshold.Trip;
import java.time.Duration;
import java.util.Map;

/**
 * When rate limits are unexpected.
 *
 * @param threshold the share of limited attempts of one key and model
 * @param usual below this share of that hour's attempts in the last week, limits are unusual
 * @param surge more than this many times the calls of that hour in the last week is a surge
 * @param history with less to compare with nobody is woken
 * @param expected how high limits should be, by {@code MODEL/LIMIT}, {@code opus-5/input tokens}
 */
public record LimitSettings(
    Threshold threshold, double usual, double surge, Duration history, Map<String, Long> expected) {
  public LimitSettings {
    Bounds.share("usual", usual);
    Bounds.atLeast("surge", 1, surge);
    Bounds.positive("history", history);
    expected = Map.copyOf(expected);
  }

  /** 5 % of 10 or more within 5 min, for 5 min. */
  public static LimitSettings defaults() {
    return new LimitSettings(
        new Threshold(
            new Trip(0.05, 10, Duration.ofMinutes(5), Duration.ofMinutes(5)),
            new Clear(0.01, Duration.ofMinutes(10), 20)),
        0.005,
        1.5,
        Duration.ofHours(24),
        Map.of());
  }

  /** The same with another threshold. */
  public LimitSettings with(Threshold other) {
    return new LimitSettings(other, usual, surge, history, expected);
  }
}
