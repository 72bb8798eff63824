package dev.holdfast.quota;

import dev.holdfast.outcome.Headers;
import java.time.Instant;
import java.util.LinkedHashMap;
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
  private static final Map<String, String> KNOWN = Map.of("5h", FAMILY + "5h", "7d", FAMILY + "7d");
  private static final Pattern DECIMAL = Pattern.compile("\\s*\\d{1,9}(\\.\\d{1,18})?\\s*");
  private static final int LONGEST_STATUS = 64;

  /**
   * One window of time.
   *
   * @param used the share of it that is used, 0 for none, 1 for all
   * @param reset when it starts anew; null if not told
   */
  public record Window(double used, @Nullable Instant reset) {}

  public Subscription {
    windows = Map.copyOf(windows);
  }

  /** What the headers tell; null if they do not speak of a subscription. */
  static @Nullable Subscription of(Headers headers) {
    String status = headers.first(FAMILY + "status");
    Map<String, Window> windows = new LinkedHashMap<>();
    KNOWN.forEach((name, header) -> {
      Double used = share(headers.first(header + "-utilization"));
      if (used != null) {
        windows.put(name, new Window(used, seconds(headers.first(header + "-reset"))));
      }
    });
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
