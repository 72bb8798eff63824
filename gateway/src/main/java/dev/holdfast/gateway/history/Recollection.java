package dev.holdfast.gateway.history;

import dev.holdfast.event.Caller;
import dev.holdfast.gateway.history.Sums.Step;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Credential;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Measure;
import dev.holdfast.gauge.Series;
import dev.holdfast.verdict.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells the gauges what the last week was like: how many of what in each hour, and which keys were
 * accepted. Where several gateways write one history, it was the week of all of them.
 */
final class Recollection {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Of all hours; a week of 500 series has fewer. */
  private static final int MOST = 100_000;

  private static final int KEYS = 256;

  /** What stands for no key in particular. */
  private static final Set<String> NOBODY = Set.of(Caller.NONE.key(), Lane.OTHER, Lane.STRANGER);

  private static final String HOURS =
      "SELECT r.at, s.endpoint, s.model, s.key, s.measure, s.code, SUM(r.n) AS n FROM ("
          + Sums.parts(Step.HOUR)
          + ") r JOIN series s ON s.id = r.series WHERE s.measure IN ('attempt', 'call')"
          + " GROUP BY r.at, s.endpoint, s.model, s.key, s.measure, s.code"
          + " ORDER BY r.at DESC LIMIT :most";

  /** An hour of one series. */
  private record Hour(Series series, Instant at, long count) {}

  private Recollection() {}

  /** Reads the week before a moment. True: it is done. */
  static boolean into(Gauges gauges, Handle handle, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(WEEK);
    List<Hour> hours =
        handle
            .createQuery(HOURS)
            .bind("from", from.getEpochSecond())
            .bind("to", now.getEpochSecond())
            .bind("step", Step.HOUR.length().toSeconds())
            .bind("most", MOST)
            .map((row, context) -> hour(row))
            .list()
            .stream()
            .flatMap(List::stream)
            .toList();
    remember(gauges, hours);
    accept(gauges, hours);
    return true;
  }

  /** One, or none if another version wrote what this one does not know. */
  private static List<Hour> hour(ResultSet row) throws SQLException {
    Code code = code(row.getString("code"));
    if (code == null) {
      return List.of();
    }
    // Versions and origins are not told apart: nobody asks for those of last week.
    Lane lane =
        new Lane(
            row.getString("endpoint"),
            row.getString("model"),
            row.getString("key"),
            Caller.NONE.version());
    Measure measure = Measure.valueOf(row.getString("measure").toUpperCase(Locale.ROOT));
    Series series = new Series(lane, measure, code, Origin.PROVIDER);
    return List.of(new Hour(series, Instant.ofEpochSecond(row.getLong("at")), row.getLong("n")));
  }

  private static @Nullable Code code(String label) {
    for (Code code : Code.values()) {
      if (code.label().equals(label)) {
        return code;
      }
    }
    return null;
  }

  /** The busiest lanes first: there is not room for all, and half a lane would be a wrong share. */
  private static void remember(Gauges gauges, List<Hour> hours) {
    Map<Lane, Long> busy = new HashMap<>();
    hours.forEach(hour -> busy.merge(hour.series().lane(), hour.count(), Long::sum));
    hours.stream()
        .sorted(
            Comparator.comparing((Hour hour) -> busy.getOrDefault(hour.series().lane(), 0L))
                .reversed())
        .forEach(hour ->
            gauges.remember(
                hour.series(), hour.at(), (int) Math.min(hour.count(), Integer.MAX_VALUE)));
  }

  /** Since the beginning of an hour at least: rather too early than too late. */
  private static void accept(Gauges gauges, List<Hour> hours) {
    Map<String, Instant> last = new HashMap<>();
    for (Hour hour : hours) {
      Series series = hour.series();
      String key = series.lane().key();
      if (series.measure() == Measure.ATTEMPT
          && series.code() == Code.OK
          && !NOBODY.contains(key)) {
        last.merge(key, hour.at(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    last.entrySet().stream()
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .limit(KEYS)
        .forEach(key -> gauges.accept(key.getKey(), new Credential(key.getValue(), null)));
  }
}
