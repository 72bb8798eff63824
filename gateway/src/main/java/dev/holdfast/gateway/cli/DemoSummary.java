package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Table;
import dev.holdfast.gateway.cli.screen.Table.Cell;
import dev.holdfast.gateway.cli.screen.Table.Column;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.demo.Stage.Counts;
import dev.holdfast.gateway.demo.Summary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What came of the demo, as tables. */
final class DemoSummary {
  private static final int MOST = 5;

  private final Terminal terminal;
  private final Paint paint;

  DemoSummary(Terminal terminal) {
    this.terminal = terminal;
    this.paint = terminal.paint();
  }

  void print(Summary summary) {
    terminal.out().println();
    faults(summary).lines(terminal.width(), paint::dim).forEach(terminal.out()::println);
    terminal.out().println();
    totals(summary);
    terminal.out().println();
    summary.lost().stream().limit(MOST).forEach(line -> terminal.out().println("  " + line));
    terminal.out().println(verdict(summary));
  }

  private Table faults(Summary summary) {
    Table table =
        new Table(
            List.of(
                Column.narrow("WHAT WENT WRONG"),
                Column.number("CALLS"),
                Column.narrow("THE CALLER IS OWED"),
                Column.number("GOT IT"),
                Column.number("SLOWEST")));
    for (Summary.Row row : summary.rows()) {
      boolean kept = row.kept() == row.calls();
      table.row(
          Cell.of(row.fault()),
          Cell.of(row.calls() + ""),
          Cell.of(row.owed()),
          new Cell(row.kept() + "", kept ? paint::green : paint::red),
          Cell.of(row.slowest().isZero() ? "–" : seconds(row.slowest())));
    }
    return table;
  }

  private void totals(Summary summary) {
    Counts counts = summary.counts();
    double each = summary.attempts() / (double) Math.max(1, counts.calls());
    line("calls", counts.calls() + "");
    line("answered", counts.answered() + ", the slowest after " + seconds(summary.slowest()));
    line("retried", counts.retried() + ", unnoticed by their callers");
    line("told honestly", counts.told() + ", which no retry could have saved");
    line("lost", counts.lost() + counts.waiting() + "");
    line(
        "upstream",
        "%d attempts, %.2f per call, by its own log".formatted(summary.attempts(), each));
  }

  private void line(String name, String text) {
    terminal.out().println(paint.dim(name + " ".repeat(15 - name.length())) + text);
  }

  private String verdict(Summary summary) {
    if (summary.isClean()) {
      return paint.green("Nothing was lost.") + " Now yours: holdfast gateway";
    }
    return paint.red(
        summary.attempts() == summary.claimed()
            ? "Calls were lost that should not have been: please report this."
            : "The gateway says %d attempts, the upstream %d: please report this."
                .formatted(summary.claimed(), summary.attempts()));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
