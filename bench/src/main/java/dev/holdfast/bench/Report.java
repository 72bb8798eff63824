package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that a run found.
 *
 * @param about machine, versions, date and command, by name
 * @param rounds by target, in order
 * @param gateway what was measured of the gateway alone
 * @param page the first byte of the dashboard
 */
record Report(
    Map<String, String> about, Map<String, List<Measured>> rounds, Alone gateway, Page page) {
  static final String DIRECT = "direct";
  static final String HOLDFAST = "holdfast";

  private static final List<String> CALLS =
      List.of(
          "target",
          "CPU ms per 1,000 calls, c64",
          "× nginx",
          "calls/s, c64",
          "p99 ms, c64",
          "p50 µs, c1",
          "p50 added, c1",
          "p99 added, c1");

  private static final List<String> EVENTS =
      List.of(
          "target",
          "first event p50 added, µs",
          "first p99 added",
          "event p50, µs",
          "p50 added",
          "p99 added",
          "CPU ms per 1,000 events");

  /**
   * The gateway alone, megabytes and seconds.
   *
   * @param idle after the start
   * @param after200k after 200,000 calls
   * @param after400k after 400,000 calls
   * @param listening from the start of the process until it accepts a connection
   * @param answered from the start of the process until its first call is answered
   */
  record Alone(
      double idle, double after200k, double after400k, Series listening, Series answered) {}

  /**
   * How long the dashboard's first byte takes.
   *
   * @param idle while nobody calls
   * @param busy while calls are relayed
   * @param calls those calls
   */
  record Page(Sample idle, Sample busy, Sample calls) {
    int errors() {
      return idle.errors() + busy.errors() + calls.errors();
    }
  }

  /** Errors of any kind, in any round: with one the figures are not to be published. */
  int errors() {
    return rounds.values().stream().flatMap(List::stream).mapToInt(Measured::errors).sum()
        + page.errors();
  }

  /** As a fragment of Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>();
    about.forEach((name, value) -> lines.add("- " + name + ": " + value));
    lines.add("");
    lines.addAll(table(CALLS, this::calls));
    lines.addAll(table(EVENTS, this::events));
    lines.addAll(alone());
    return String.join("\n", lines) + "\n";
  }

  private List<String> table(List<String> columns, UnaryOperator<String> row) {
    List<String> lines = new ArrayList<>();
    lines.add(row(columns.toArray(String[]::new)));
    lines.add("|" + " --- |".repeat(columns.size()));
    rounds.keySet().forEach(name -> lines.add(row.apply(name)));
    lines.add("");
    return lines;
  }

  private String calls(String name) {
    boolean proxy = !name.equals(DIRECT);
    String nginx = yardstick();
    return row(
        name,
        proxy ? of(name, Measured::cpu).text(1) : "–",
        proxy && nginx != null ? against(name, nginx).text(2) : "–",
        of(name, measured -> measured.crowd().perSecond()).text(0),
        of(name, measured -> measured.crowd().p99() / 1000).text(2),
        of(name, measured -> measured.single().p50()).text(0),
        proxy ? added(name, measured -> measured.single().p50()).text(0) : "–",
        proxy ? added(name, measured -> measured.single().p99()).text(0) : "–");
  }

  private String events(String name) {
    boolean proxy = !name.equals(DIRECT);
    return row(
        name,
        proxy ? added(name, measured -> measured.events().first().p50()).text(0) : "–",
        proxy ? added(name, measured -> measured.events().first().p99()).text(0) : "–",
        of(name, measured -> measured.events().later().p50()).text(0),
        proxy ? added(name, measured -> measured.events().later().p50()).text(0) : "–",
        proxy ? added(name, measured -> measured.events().later().p99()).text(0) : "–",
        proxy ? of(name, Measured::eventCpu).text(0) : "–");
  }

  private List<String> alone() {
    return List.of(
        row("gateway", "figure"),
        row("---", "---"),
        row("memory (RSS) after the start", "%.0f MB".formatted(gateway.idle())),
        row("after 200,000 calls", "%.0f MB".formatted(gateway.after200k())),
        row("after 400,000 calls", "%.0f MB".formatted(gateway.after400k())),
        row("start until it listens, s", gateway.listening().text(2)),
        row("start until its first call is answered, s", gateway.answered().text(2)),
        row("first byte of the dashboard, nobody calls: p50, p99, ms", page(page.idle())),
        row("the same at %.0f calls/s".formatted(page.calls().perSecond()), page(page.busy())));
  }

  private static String page(Sample sample) {
    return "%.1f, %.1f".formatted(sample.p50() / 1000, sample.p99() / 1000);
  }

  /** The nginx that costs least is the one to be measured against. */
  private @Nullable String yardstick() {
    return rounds.keySet().stream()
        .filter(name -> name.startsWith("nginx"))
        .min((a, b) -> Double.compare(cost(a), cost(b)))
        .orElse(null);
  }

  private double cost(String name) {
    return of(name, Measured::cpu).median();
  }

  private Series of(String name, ToDoubleFunction<Measured> figure) {
    return Series.of(figures(name).stream().mapToDouble(figure));
  }

  /** Round by round, since what disturbs a round disturbs all targets of it. */
  private Series against(String name, String other) {
    List<Measured> mine = figures(name);
    List<Measured> theirs = figures(other);
    double[] ratios = new double[mine.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = mine.get(i).cpu() / theirs.get(i).cpu();
    }
    return Series.of(Arrays.stream(ratios));
  }

  private Series added(String name, ToDoubleFunction<Measured> figure) {
    List<Measured> mine = figures(name);
    List<Measured> direct = figures(DIRECT);
    double[] added = new double[mine.size()];
    for (int i = 0; i < added.length; i++) {
      added[i] = figure.applyAsDouble(mine.get(i)) - figure.applyAsDouble(direct.get(i));
    }
    return Series.of(Arrays.stream(added));
  }

  private List<Measured> figures(String name) {
    return rounds.getOrDefault(name, List.of());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
