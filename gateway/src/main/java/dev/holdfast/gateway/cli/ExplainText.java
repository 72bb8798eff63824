package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Table;
import dev.holdfast.gateway.cli.screen.Table.Cell;
import dev.holdfast.gateway.cli.screen.Table.Column;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.cli.screen.Wrap;
import dev.holdfast.gateway.config.InForce;
import dev.holdfast.verdict.CodeReference;
import dev.holdfast.verdict.CodeReference.Row;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** The reference as people read it. */
final class ExplainText {
  private final Terminal terminal;
  private final InForce policy;
  private final String label;

  ExplainText(Terminal terminal, InForce policy, String label) {
    this.terminal = terminal;
    this.policy = policy;
    this.label = label;
  }

  /** All rows, what becomes of other codes, and what holds for all. */
  void all() {
    Table table =
        new Table(
            List.of(
                Column.narrow("CODE"),
                Column.wide("MEANING", 7),
                Column.narrow("RETRY"),
                Column.wide("WHAT HOLDFAST DOES", 8)));
    CodeReference.rows().forEach(row -> add(table, row));
    PrintStream out = terminal.out();
    table.lines(terminal.width(), paint()::dim).forEach(out::println);
    out.println();
    for (OtherCodes.Note note : OtherCodes.NOTES) {
      String padded = note.codes() + " ".repeat(10 - note.codes().length());
      out.println(Wrap.labelled(padded, note.text(), terminal.width()));
    }
    out.println();
    general();
  }

  /** One row in full. */
  void one(Row row) {
    String type = row.type();
    PrintStream out = terminal.out();
    String head = paint().bold(hue(row).apply(row.code() + ""));
    out.println(head + (type == null ? "" : "  " + type));
    out.println();
    field("meaning", row.meaning());
    field("retry", policy.retry(row));
    field("action", policy.action(row));
    field("concerns", row.told());
    out.println();
    general();
  }

  /** A code outside the reference. */
  void note(OtherCodes.Note note) {
    terminal.out().println(note.codes() + ": " + note.text());
  }

  private void add(Table table, Row row) {
    String type = row.type();
    table.row(
        new Cell(row.code() + "", code -> paint().bold(hue(row).apply(code))),
        Cell.of((type == null ? "" : type + "\n") + row.meaning()),
        new Cell(policy.retry(row).replace(", ", ",\n"), hue(row)),
        Cell.of(policy.action(row)));
  }

  private void field(String name, String text) {
    String label = "  " + name + " ".repeat(10 - name.length());
    String wrapped = Wrap.labelled(label, text, terminal.width());
    terminal.out().println(paint().dim(label) + wrapped.substring(label.length()));
  }

  private void general() {
    for (String sentence : policy.general()) {
      Wrap.lines(sentence, terminal.width()).forEach(line -> terminal.out().println(dim(line)));
    }
    terminal.out().println(dim("Policy in force: " + label + "."));
  }

  private String dim(String line) {
    return paint().dim(line);
  }

  private UnaryOperator<String> hue(Row row) {
    String retry = policy.retry(row);
    if (retry.equals("no")) {
      return paint()::red;
    }
    return retry.equals("yes") ? paint()::green : paint()::yellow;
  }

  private Paint paint() {
    return terminal.paint();
  }
}
