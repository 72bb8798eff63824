package dev.holdfast.gauge;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How high a limit is, and has been.
 *
 * @param latest the limit as the upstream told it last
 * @param day when, in days since 1970
 * @param days what it told last on each earlier day, newest first, at most seven
 */
public record LimitHistory(long latest, long day, List<Long> days) {
  private static final int WEEK = 7;

  public LimitHistory {
    days = List.copyOf(days);
  }

  static LimitHistory first(long limit, long day) {
    return new LimitHistory(limit, day, List.of());
  }

  /** The same after the upstream told it once more. */
  LimitHistory next(long limit, long today) {
    if (today <= day) {
      return new LimitHistory(limit, day, days);
    }
    List<Long> past = Stream.concat(Stream.of(latest), days.stream()).limit(WEEK).toList();
    return new LimitHistory(limit, today, past);
  }

  /** The median of the earlier days; null if there are none. */
  public @Nullable Long usual() {
    return days.isEmpty() ? null : days.stream().sorted().toList().get(days.size() / 2);
  }
}
