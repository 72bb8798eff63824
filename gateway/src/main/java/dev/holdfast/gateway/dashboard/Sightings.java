package dev.holdfast.gateway.dashboard;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptEnded;
import dev.holdfast.event.Listener;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.reading.Meaning;
import dev.holdfast.reading.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which errors were seen last, with their request ids, and how successes read. One lock,
 * held for as long as a count takes; in quiet times one count for each answer.
 */
public final class Sightings implements Listener {
  private static final int IDS = 3;
  private static final int ID_LENGTH = 64;
  private static final int LOWEST = 400;
  private static final int HIGHEST = 599;

  /** Five minutes. */
  private static final int STEP = 300;

  private static final int DAY = 24 * 3600 / STEP;
  private static final int HOUR = 3600 / STEP;

  // Guarded by this object.
  private final Map<Integer, Last> errors = new HashMap<>();
  private final Map<Reading, long[]> readings = new EnumMap<>(Reading.class);
  private final long[] steps = new long[DAY];

  /**
   * When an error was seen last, and where.
   *
   * @param ids request ids, newest first
   */
  record Last(Instant at, List<String> ids) {}

  /** How often something was seen. */
  record Count(long hour, long day) {}

  /**
   * What was seen.
   *
   * @param errors by status
   */
  record Seen(Map<Integer, Last> errors, Map<Reading, Count> readings) {}

  /** Nothing seen yet. */
  public Sightings() {}

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptEnded ended) {
      Outcome outcome = ended.result().outcome();
      Meaning meaning = outcome.meaning();
      if (meaning != null) {
        read(meaning.reading(), ended.at().getEpochSecond() / STEP);
      }
      if (outcome instanceof Answered answer
          && answer.status() >= LOWEST
          && answer.status() <= HIGHEST) {
        error(answer.status(), ended.at(), outcome.requestId());
      }
    }
  }

  private synchronized void read(Reading reading, long step) {
    int slot = Math.floorMod(step, DAY);
    if (steps[slot] != step) {
      steps[slot] = step;
      readings.values().forEach(counts -> counts[slot] = 0);
    }
    readings.computeIfAbsent(reading, fresh -> new long[DAY])[slot]++;
  }

  private synchronized void error(int status, Instant at, @Nullable String id) {
    Last before = errors.get(status);
    List<String> ids = new ArrayList<>(before == null ? List.of() : before.ids());
    if (id != null && id.length() <= ID_LENGTH) {
      ids.add(0, id);
    }
    errors.put(status, new Last(at, List.copyOf(ids.subList(0, Math.min(IDS, ids.size())))));
  }

  /** All of it. */
  synchronized Seen seen(Instant now) {
    long step = now.getEpochSecond() / STEP;
    Map<Reading, Count> counts = new EnumMap<>(Reading.class);
    readings.forEach((reading, each) ->
        counts.put(reading, new Count(sum(each, step, HOUR), sum(each, step, DAY))));
    return new Seen(Map.copyOf(errors), counts);
  }

  private long sum(long[] counts, long step, int most) {
    long sum = 0;
    for (int slot = 0; slot < DAY; slot++) {
      boolean within = steps[slot] <= step && steps[slot] > step - most;
      sum += within ? counts[slot] : 0;
    }
    return sum;
  }
}
