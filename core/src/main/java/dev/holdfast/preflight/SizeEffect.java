package dev.holdfast.preflight;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the timeouts of one endpoint say about the size of its requests.
 *
 * @param calls how many calls are in the table, older ones with less weight
 * @param timeouts how many of them timed out
 * @param comparison null until there are enough timeouts, or when all requests are of a size
 */
public record SizeEffect(SizeLink link, int calls, int timeouts, @Nullable Comparison comparison) {

  /**
   * The longest tenth of requests against all others.
   *
   * @param from estimated input tokens from which a request is one of the longest
   * @param times how many times as often they time out
   * @param low the true ratio is above this with 97.5 % confidence
   * @param high the true ratio is below this with 97.5 % confidence
   * @param correlation between size and timeout, point-biserial: -1 to 1
   */
  public record Comparison(long from, double times, double low, double high, double correlation) {}

  /** The same in words for people, without a full stop. */
  public String sentence() {
    Comparison c = comparison;
    if (link == SizeLink.RELATED && c != null) {
      return String.format(
          Locale.ROOT,
          "your longest requests (from about %,d tokens) time out %.0f times as often as the rest:"
              + " stream, chunk or shorten them",
          c.from(),
          c.times());
    }
    return link == SizeLink.UNRELATED
        ? "timeouts are not related to the size of requests"
        : "no verdict yet: %d timeouts in %d calls".formatted(timeouts, calls);
  }
}
