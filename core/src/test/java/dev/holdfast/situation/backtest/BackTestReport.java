package dev.holdfast.situation.backtest;

import dev.holdfast.situation.backtest.Planted.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs the matching over past incidents of the status page: faults are planted into their impact
 * and beside it, and what is said of each is counted. The threshold is chosen on the older half and
 * reported on the newer one. docs/situation.md says how to run it and what it said.
 */
final class BackTestReport {
  /** Faults that the page alone can tell; the others are one's own, at the time of an incident. */
  static final Set<Kind> BY_PAGE =
      EnumSet.of(Kind.INSIDE, Kind.SHIFTED, Kind.OTHER_MODEL, Kind.OTHER_PRODUCT);

  private static final long SEED = 20260301;

  private final StringBuilder text = new StringBuilder();
  private final List<Half> halves = new ArrayList<>();

  /** A part of the past, and how it was scored. */
  record Half(String name, List<Planted> planted, History history) {
    Score score(Blindfold blindfold) {
      return Score.of(history, planted, blindfold);
    }
  }

  /** Splits an archive with texts in two; what only an archive without texts has is a third. */
  BackTestReport(History texts, History bare) {
    List<Past> all = texts.all();
    add("older half", new History(all.subList(0, all.size() / 2)));
    add("newer half", new History(all.subList(all.size() / 2, all.size())));
    if (!bare.all().isEmpty()) {
      add("later, no texts", bare);
    }
  }

  private void add(String name, History part) {
    String from = part.all().get(0).created().toString().substring(0, 7);
    String to = part.all().get(part.all().size() - 1).created().toString().substring(0, 7);
    List<Planted> planted = new Planter(part, SEED).plant();
    halves.add(new Half("%s, %s to %s".formatted(name, from, to), planted, part));
  }

  List<Half> halves() {
    return halves;
  }

  /** The threshold for "yes", chosen on the older half. */
  int threshold() {
    return halves.get(0).score(Blindfold.NONE).threshold();
  }

  /** Takes archives, {@code .json} in Statuspage's shape and {@code .csv}, and prints a report. */
  public static void main(String[] archives) throws IOException {
    System.out.print(of(archives));
  }

  static String of(String... archives) throws IOException {
    History texts = new History(List.of());
    History bare = new History(List.of());
    for (String archive : archives) {
      if (archive.endsWith(".csv")) {
        bare = History.csv(Files.readString(Path.of(archive)));
      } else {
        texts = History.json(Files.readAllBytes(Path.of(archive)));
      }
    }
    return new BackTestReport(texts, bare.after(texts)).report();
  }

  String report() {
    int from = threshold();
    for (Half half : halves) {
      Score score = half.score(Blindfold.NONE);
      line("%s: %d incidents, planted:".formatted(half.name, half.history.all().size()));
      for (Kind kind : Kind.values()) {
        line("  %-13s %5d".formatted(word(kind), score.count(kind)));
      }
    }
    line("");
    line("yes from %d points: the best balance on the older half".formatted(from));
    line("");
    line(
        "| part | hidden | precision | own faults too | recall | said yes, wrongly: shifted"
            + " | other model | other product | own network | own key |");
    line("|---|---|---|---|---|---|---|---|---|---|");
    for (Half half : halves) {
      for (Blindfold blindfold : Blindfold.values()) {
        row(half, blindfold, from);
      }
    }
    return text.toString();
  }

  private void row(Half half, Blindfold blindfold, int from) {
    Score score = half.score(blindfold);
    StringBuilder row = new StringBuilder("| " + half.name + " | " + word(blindfold) + " | ");
    row.append(share(score.precision(BY_PAGE, from)));
    row.append(share(score.precision(EnumSet.allOf(Kind.class), from)));
    row.append(share(score.recall(from)));
    for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.INSIDE))) {
      row.append(share(score.said(kind, from)));
    }
    line(row.toString().strip());
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "– | " : String.format(Locale.ROOT, "%.3f | ", share);
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
