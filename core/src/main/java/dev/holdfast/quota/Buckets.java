package dev.holdfast.quota;

import dev.holdfast.quota.QuotaView.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The buckets of one quota, by what they count. All that the upstream tells of are kept and shown;
 * requests are paced by those that apply to them. Guarded by the cell's lock.
 */
final class Buckets {
  private final boolean fast;
  private final Map<Dimension, Bucket> all = new EnumMap<>(Dimension.class);

  Buckets(boolean fast) {
    this.fast = fast;
  }

  void see(QuotaReading reading, long now) {
    if (reading.limits().isEmpty()) {
      return;
    }
    reading
        .limits()
        .forEach((dimension, limit) -> {
          Bucket known = all.get(dimension);
          if (known == null) {
            all.put(dimension, new Bucket(limit, now));
          } else {
            known.see(limit, now);
          }
        });
  }

  /** Whether nothing is known of any limit. */
  boolean none() {
    return all.isEmpty();
  }

  /** Whether requests are paced by this one. */
  private boolean paces(Dimension dimension) {
    return switch (dimension) {
      case REQUESTS -> true;
      case INPUT_TOKENS, OUTPUT_TOKENS -> !fast;
      // Where the parts are told, this repeats one of them, nobody knows which.
      case TOKENS -> !fast && !told(Dimension.INPUT_TOKENS) && !told(Dimension.OUTPUT_TOKENS);
      case FAST_INPUT_TOKENS, FAST_OUTPUT_TOKENS -> fast;
      // Beyond the Priority Tier a request is served at the standard one.
      case PRIORITY_INPUT_TOKENS, PRIORITY_OUTPUT_TOKENS -> false;
    };
  }

  private boolean told(Dimension dimension) {
    return all.containsKey(dimension);
  }

  /** Whether there is any limit to pace by. */
  boolean pace() {
    if (all.isEmpty()) {
      return false;
    }
    for (Dimension dimension : all.keySet()) {
      if (paces(dimension)) {
        return true;
      }
    }
    return false;
  }

  /** The same cost, cut to what these buckets can ever give at once. */
  Cost fitting(Cost cost, double kept) {
    if (all.isEmpty()) {
      return cost;
    }
    long input = cost.input();
    long output = cost.output();
    for (Map.Entry<Dimension, Bucket> entry : all.entrySet()) {
      Dimension dimension = entry.getKey();
      if (paces(dimension) && dimension != Dimension.REQUESTS) {
        long most = entry.getValue().most(kept);
        input = dimension.of(Cost.INPUT) > 0 ? Math.min(input, most) : input;
        output = dimension.of(Cost.OUTPUT) > 0 ? Math.min(output, most) : output;
      }
    }
    return new Cost(cost.requests(), input, output);
  }

  void take(Cost cost, long now) {
    if (!all.isEmpty()) {
      all.forEach((dimension, bucket) -> bucket.take(dimension.of(cost), now));
    }
  }

  void give(Cost cost, long takenAt, long now) {
    all.forEach((dimension, bucket) -> bucket.give(dimension.of(cost), takenAt, now));
  }

  /** When a cost fits in all of them. */
  long when(Cost ahead, Cost own, double kept, long now) {
    long when = now;
    for (Map.Entry<Dimension, Bucket> entry : all.entrySet()) {
      Dimension dimension = entry.getKey();
      if (paces(dimension)) {
        long fits = entry.getValue().when(dimension.of(ahead), dimension.of(own), kept, now);
        when = Math.max(when, fits);
      }
    }
    return when;
  }

  /**
   * A request of this cost was refused without a hint.
   *
   * @param refused when, for resets that were told
   * @return when it fits, which is no later than when a bucket is full again
   */
  long need(Cost cost, Instant refused, long now) {
    long when = now;
    for (Map.Entry<Dimension, Bucket> entry : all.entrySet()) {
      Dimension dimension = entry.getKey();
      Bucket bucket = entry.getValue();
      if (paces(dimension)) {
        long fits = bucket.when(0, dimension.of(cost), 0, now);
        when = Math.max(when, Math.min(fits, full(bucket, refused, now)));
      }
    }
    return when;
  }

  private static long full(Bucket bucket, Instant refused, long now) {
    Instant reset = bucket.seen().reset();
    boolean told = bucket.seenAt() == now && reset != null && reset.isAfter(refused);
    return told ? now + Ticks.micros(Duration.between(refused, reset)) : Long.MAX_VALUE;
  }

  /**
   * A request of this cost was refused until a moment. If the answer does not tell which limit is
   * exhausted, it may be any: what we thought was left is not.
   */
  void refuse(Cost cost, QuotaReading told, long until, long now) {
    boolean explained = false;
    for (Dimension dimension : all.keySet()) {
      boolean here = Bucket.explains(told.limits().get(dimension), dimension.of(cost));
      explained |= here && paces(dimension);
    }
    if (!explained) {
      all.forEach((dimension, bucket) -> {
        if (paces(dimension)) {
          bucket.empty(dimension.of(cost), until, now);
        }
      });
    }
  }

  List<Level> levels(long now, Ticks ticks) {
    List<Level> levels = new ArrayList<>();
    all.forEach((dimension, bucket) -> {
      Instant seen = ticks.instant(bucket.seenAt());
      levels.add(new Level(dimension, bucket.used(now), bucket.seen(), seen));
    });
    return levels;
  }
}
