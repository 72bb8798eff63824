package dev.holdfast.quota;

import dev.holdfast.outcome.Headers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a person's subscription, as its undocumented {@code anthropic-ratelimit-unified-*}
 * headers tell them. They are shown, and never paced by: the person may lift them at any moment.
 *
 * @param status the upstream's own word, an open set; null if not told
 * @param windows what is used of each window, by its name: {@code 5h}, {@code 7d}
 */
public record Subscription(@Nullable String status, Map<String, Window> windows) {
  private static final String FAMILY = "anthropic-ratelimit-unified-";
  private static final String STATUS = FAMILY + "status";
  private static final List<Names> KNOWN = List.of(Names.of("5h"), Names.of("7d"));
  private static final Pattern DECIMAL = Pattern.compile("\\s*\\d{1,9}(\\.\\d{1,18})?\\s*");
  private static final int LONGEST_STATUS = 64;

  /**
   * One window of time.
   *
   * @param used the share of it that is used, 0 for none, 1 for all
   * @param reset when it starts anew; null if not told
   */
  public record Window(double used, @Nullable Instant reset) {}

  /** What the headers of one window are called; made once, for every answer is asked for them. */
  private record Names(String window, String used, String reset) {
    static Names of(String window) {
      return new Names(window, FAMILY + window + "-utilization", FAMILY + window + "-reset");
    }
  }

  public Subscription {
    windows = Map.copyOf(windows);
  }

  /** What the headers tell; null if they do not speak of a subscription. */
  static @Nullable Subscription of(Headers headers) {
    String status = headers.first(STATUS);
    Map<String, Window> windows = Map.of();
    for (Names names : KNOWN) {
      Double used = share(headers.first(names.used()));
      if (used != null) {
        windows = windows.isEmpty() ? new LinkedHashMap<>() : windows;
        windows.put(names.window(), new Window(used, seconds(headers.first(names.reset()))));
      }
    }
    if (status == null && windows.isEmpty()) {
      return null;
    }
    boolean fits = status != null && status.length() <= LONGEST_STATUS;
    return new Subscription(fits ? status : null, windows);
  }

  private static @Nullable Double share(@Nullable String text) {
    if (text == null || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    return Double.valueOf(text.strip());
  }

  /** Unlike all other resets these count Unix seconds. */
  private static @Nullable Instant seconds(@Nullable String text) {
    Long seconds = QuotaReading.number(text);
    return seconds == null || seconds > Integer.MAX_VALUE * 8L
        ? null
        : Instant.ofEpochSecond(seconds);
  }
}
