package dev.holdfast.gateway.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was counted, step by step: the input of charts. */
public final class Sums {
  /** Steps times combinations of one answer; what asks for more gets the oldest. */
  private static final int MOST = 20_000;

  private static final int STEPS = 1_500;

  private final History history;

  /** The sums of a history. */
  public Sums(History history) {
    this.history = history;
  }

  /** How long a step is. */
  public enum Step {
    MINUTE("rollup_1m", Duration.ofMinutes(1)),
    HOUR("rollup_1h", Duration.ofHours(1)),
    DAY("rollup_1d", Duration.ofDays(1));

    private final String table;
    private final Duration length;

    Step(String table, Duration length) {
      this.table = table;
      this.length = length;
    }

    /** How long it is. */
    public Duration length() {
      return length;
    }

    private long seconds() {
      return length.toSeconds();
    }

    private long floor(long second) {
      return Math.floorDiv(second, seconds()) * seconds();
    }
  }

  /**
   * A sum.
   *
   * @param at when its step begins
   * @param measure {@code attempt}, {@code call}, {@code recovered} or {@code fell_back}
   * @param code how they ended: {@code ok}, {@code 529}, {@code 429 input tokens}, …
   * @param origin where the answer came from
   */
  public record Sum(Instant at, String measure, String code, String origin, long count) {}

  /**
   * Sums from a moment up to and without another, oldest first. The last hours and days, which are
   * not summed up yet, are made of what is finer.
   *
   * @param from moved up if there are more than 1500 steps
   */
  public List<Sum> between(Instant from, Instant to, Step step) throws HistoryOff {
    long end = to.getEpochSecond();
    long reach = step.floor(end - STEPS * step.seconds());
    long begin = Math.max(step.floor(from.getEpochSecond()), reach);
    return history.read(handle ->
        handle
            .createQuery(query(step))
            .bind("from", begin)
            .bind("to", end)
            .bind("step", step.seconds())
            .bind("most", MOST)
            .map((row, context) ->
                new Sum(
                    Instant.ofEpochSecond(row.getLong("at")),
                    row.getString("measure"),
                    row.getString("code"),
                    row.getString("origin"),
                    row.getLong("n")))
            .list());
  }

  private static String query(Step step) {
    return "SELECT r.at, s.measure, s.code, s.origin, SUM(r.n) AS n FROM ("
        + parts(step)
        + ") r JOIN series s ON s.id = r.series GROUP BY r.at, s.measure, s.code, s.origin"
        + " ORDER BY r.at LIMIT :most";
  }

  /**
   * Each table up to its mark, and from there on the finer one: {@code at}, {@code series} and
   * {@code n}, to be bound with {@code from}, {@code to} and {@code step}.
   */
  static String parts(Step step) {
    String own = part(step, "ts >= :from AND ts < :to");
    return switch (step) {
      case MINUTE -> own;
      case HOUR -> part(step, "ts >= :from AND ts < :to AND ts < " + mark(Step.HOUR)) + fresh();
      case DAY ->
          part(step, "ts >= :from AND ts < :to AND ts < " + mark(Step.DAY))
              + " UNION ALL "
              + part(
                  Step.HOUR,
                  "ts >= :from AND ts < :to AND ts >= %s AND ts < %s"
                      .formatted(mark(Step.DAY), mark(Step.HOUR)))
              + fresh();
    };
  }

  private static String fresh() {
    return " UNION ALL "
        + part(Step.MINUTE, "ts >= :from AND ts < :to AND ts >= " + mark(Step.HOUR));
  }

  private static String part(Step from, String which) {
    return "SELECT ts / :step * :step AS at, series, n FROM " + from.table + " WHERE " + which;
  }

  private static String mark(Step step) {
    return "(SELECT at FROM mark WHERE name = '" + step.table + "')";
  }
}
