package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.cli.screen.Wrap;
import dev.holdfast.preflight.Check;
import dev.holdfast.preflight.Finding;
import dev.holdfast.preflight.Level;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.PreflightReport;
import java.util.List;
import java.util.Locale;

/** A preflight as people read it: what it comes to, then each finding with its mend. */
final class PreflightText {
  /** As wide as the longest level, and two blanks. */
  private static final int LABEL = 8;

  private final Terminal terminal;

  PreflightText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(String file, Preflight preflight, PreflightReport report) {
    line("", report.level(), file + ": " + facts(preflight));
    List<Finding> findings = report.findings();
    for (int i = 0; i < findings.size(); i++) {
      Check check = findings.get(i).check();
      line("  ", check.level(), findings.get(i).sentence());
      boolean last = i + 1 == findings.size() || findings.get(i + 1).check() != check;
      if (last) {
        mend(check);
      }
    }
    if (report.more() > 0) {
      terminal.out().println("  and " + report.more() + " more of the same");
    }
  }

  private void mend(Check check) {
    String text = Wrap.labelled(" ".repeat(LABEL + 2), check.mend(), terminal.width());
    terminal.out().println(paint().dim(text));
  }

  private void line(String indent, Level level, String text) {
    String label = indent + level.slug() + " ".repeat(LABEL - level.slug().length());
    String wrapped = Wrap.labelled(label, text, terminal.width());
    terminal.out().println(hue(level, label) + wrapped.substring(label.length()));
  }

  private String hue(Level level, String label) {
    return switch (level) {
      case OK -> paint().green(label);
      case WARN -> paint().yellow(label);
      case REJECT -> paint().red(label);
    };
  }

  private static String facts(Preflight preflight) {
    String model = preflight.model();
    return String.format(
        Locale.ROOT,
        "%,d bytes%s, about %,d input tokens, %s",
        preflight.size(),
        model == null ? "" : " for " + model,
        preflight.extent().tokens(),
        preflight.stream() ? "a stream" : "no stream");
  }

  private Paint paint() {
    return terminal.paint();
  }
}
