package dev.holdfast.bench.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What a run found, as a table: a row for each benchmark, a column for each number of threads.
 *
 * @param rows what each benchmark is called, by {@code Class.method}, in the order of the table
 * @param about machine, versions, date and command, by name
 * @param figures by row, then by threads
 */
record Table(
    Map<String, String> rows,
    Map<String, String> about,
    Map<String, Map<Integer, Figure>> figures) {
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
      String[] name = result.getParams().getBenchmark().split("\\.");
      String row = name[name.length - 2] + "." + name[name.length - 1];
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
    lines.add(head());
    lines.add("| --- |" + " --- | --- |".repeat(threads().size()));
    rows.forEach((row, title) -> lines.add(line(row, title)));
    lines.removeIf(String::isBlank);
    lines.add(about.size(), "");
    return String.join("\n", lines) + "\n";
  }

  private String head() {
    StringBuilder head = new StringBuilder("| ns for one operation, mean [min–max] |");
    threads().forEach(n -> head.append(n == 1 ? " 1 thread | B |" : " " + n + " threads | B |"));
    return head.toString();
  }

  private Set<Integer> threads() {
    Set<Integer> threads = new TreeSet<>();
    figures.values().forEach(byThreads -> threads.addAll(byThreads.keySet()));
    return threads;
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
