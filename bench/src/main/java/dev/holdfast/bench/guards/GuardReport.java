package dev.holdfast.bench.guards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What a run found, as a table: a row for each benchmark, a column for each number of threads.
 *
 * @param about machine, versions, date and command, by name
 * @param figures by row, then by threads
 */
record GuardReport(Map<String, String> about, Map<String, Map<Integer, Figure>> figures) {
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("BreakerOnly.clockTwice", "clock read twice, nothing else");
    ROWS.put("BreakerOnly.admitAndSettle", "breaker: **Holdfast**, time given");
    ROWS.put("BreakerOnly.admitAndSettleWithClock", "breaker: **Holdfast**, clock read twice");
    ROWS.put("Resilience4jCalls.admitAndSettle", "breaker: Resilience4j");
    ROWS.put("FailsafeCalls.admitAndSettle", "breaker: Failsafe");
    ROWS.put("HoldfastCalls.succeed", "successful call: **Holdfast**");
    ROWS.put("Resilience4jCalls.succeed", "successful call: Resilience4j");
    ROWS.put("FailsafeCalls.succeed", "successful call: Failsafe");
    ROWS.put("BreakerOnly.refuse", "refusal: **Holdfast**, time given");
    ROWS.put("BreakerOnly.refuseWithClock", "refusal: **Holdfast**, clock read once");
    ROWS.put("Resilience4jCalls.refuse", "refusal: Resilience4j");
    ROWS.put("FailsafeCalls.refuse", "refusal: Failsafe");
    ROWS.put("HoldfastCalls.refused", "refused call, with its exception: **Holdfast**");
    ROWS.put("Resilience4jCalls.refused", "refused call, with its exception: Resilience4j");
    ROWS.put("FailsafeCalls.refused", "refused call, with its exception: Failsafe");
  }

  /**
   * One figure.
   *
   * @param mean nanoseconds for one operation
   * @param min of the fastest iteration
   * @param max of the slowest iteration
   * @param bytes allocated by one operation
   */
  record Figure(double mean, double min, double max, double bytes) {
    private static Figure of(RunResult result) {
      Statistics time = result.getPrimaryResult().getStatistics();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      double allocated = bytes == null ? Double.NaN : bytes.getScore();
      return new Figure(time.getMean(), time.getMin(), time.getMax(), allocated);
    }

    private String time() {
      return "%.1f [%.1f–%.1f]".formatted(mean, min, max);
    }

    private String space() {
      return "%.0f".formatted(bytes);
    }
  }

  /** Sorts the results of a run into rows. */
  static Map<String, Map<Integer, Figure>> figures(Collection<RunResult> results) {
    Map<String, Map<Integer, Figure>> figures = new LinkedHashMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String row = name.substring(GuardReport.class.getPackageName().length() + 1);
      int threads = result.getParams().getThreads();
      figures.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(threads, Figure.of(result));
    }
    return figures;
  }

  /** As a fragment of Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>();
    about.forEach((name, value) -> lines.add("- " + name + ": " + value));
    lines.add("");
    lines.add("| ns for one operation, mean [min–max] | 1 thread | B | 2 threads | B |");
    lines.add("| --- | --- | --- | --- | --- |");
    ROWS.forEach((row, title) -> lines.add(line(row, title)));
    lines.removeIf(String::isBlank);
    lines.add(about.size(), "");
    return String.join("\n", lines) + "\n";
  }

  /** Nothing for what was not measured this time. */
  private String line(String row, String title) {
    Map<Integer, Figure> byThreads = figures.get(row);
    if (byThreads == null) {
      return "";
    }
    StringBuilder line = new StringBuilder("| " + title + " |");
    byThreads.values().forEach(f -> line.append(" %s | %s |".formatted(f.time(), f.space())));
    return line.toString();
  }
}
