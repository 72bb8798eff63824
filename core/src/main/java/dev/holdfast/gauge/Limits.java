package dev.holdfast.gauge;

import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.quota.Dimension;
import dev.holdfast.quota.Limit;
import dev.holdfast.quota.QuotaReading;
import dev.holdfast.verdict.Origin;
import dev.holdfast.verdict.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the rate-limit headers say, as far as it tells an unusual limit from a usual one. */
final class Limits {
  /** What limits count, with the code of an attempt that met them. */
  private static final Map<Dimension, Code> CODES =
      Map.of(
          Dimension.REQUESTS, Code.REQUEST_LIMIT,
          Dimension.INPUT_TOKENS, Code.INPUT_LIMIT,
          Dimension.OUTPUT_TOKENS, Code.OUTPUT_LIMIT);

  private static final Duration LASTING = Duration.ofMinutes(15);
  private static final int MOST = 256;

  private volatile Map<Meter, LimitHistory> known = Map.of();

  /** Whose limit it is, and which. */
  record Meter(String key, String model, Code limit) {}

  /** Which limit a 429 is about: the one with the least left. */
  static Code code(Answered answer, Verdict verdict) {
    if (answer.status() != 429) {
      // The head of a stream was said before, about a request that was admitted.
      return Code.RATE_LIMITED;
    }
    QuotaReading told = QuotaReading.of(answer.headers());
    if (told.subscription() != null) {
      return Code.PERSONAL_LIMIT;
    }
    Duration wait = verdict.hint().delay();
    if (wait != null && wait.compareTo(LASTING) > 0) {
      return Code.LASTING_LIMIT;
    }
    // A limit that refills tells of itself, or at least when: fast mode and acceleration limits
    // come without these headers and with a retry-after.
    boolean silent = told.limits().isEmpty() && wait == null;
    return silent && verdict.origin() == Origin.PROVIDER ? Code.LASTING_LIMIT : least(told);
  }

  private static Code least(QuotaReading told) {
    Code least = Code.RATE_LIMITED;
    double share = Double.POSITIVE_INFINITY;
    for (Map.Entry<Dimension, Limit> limit : told.limits().entrySet()) {
      Code code = CODES.get(limit.getKey());
      Long left = limit.getValue().remaining();
      if (code != null && left != null && share(left, limit.getValue()) < share) {
        share = share(left, limit.getValue());
        least = code;
      }
    }
    return least;
  }

  private static double share(long left, Limit limit) {
    return (double) left / limit.limit();
  }

  /** Takes in how high the limits of a lane are. Once in a while will do. */
  void read(Lane lane, QuotaReading told, long second) {
    for (Map.Entry<Dimension, Limit> limit : told.limits().entrySet()) {
      Code code = CODES.get(limit.getKey());
      if (code != null) {
        Meter meter = new Meter(lane.key(), lane.model(), code);
        note(meter, limit.getValue().limit(), Math.floorDiv(second, Cell.DAY));
      }
    }
  }

  /** Takes in what another process knows of a limit. */
  void read(Pulse.Height told, long second) {
    Meter meter = new Meter(told.key(), told.model(), told.limit());
    note(meter, told.height(), Math.floorDiv(second, Cell.DAY));
  }

  private void note(Meter meter, long limit, long day) {
    LimitHistory before = known.get(meter);
    if (before != null && before.latest() == limit && before.day() == day) {
      return;
    }
    synchronized (this) {
      Map<Meter, LimitHistory> next = new HashMap<>(known);
      LimitHistory last = next.get(meter);
      if (last != null || next.size() < MOST) {
        next.put(meter, last == null ? LimitHistory.first(limit, day) : last.next(limit, day));
      }
      known = Map.copyOf(next);
    }
  }

  /** What is known now; never changes. */
  Map<Meter, LimitHistory> known() {
    return known;
  }
}
