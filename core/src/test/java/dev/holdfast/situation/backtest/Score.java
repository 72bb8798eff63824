package dev.holdfast.situation.backtest;

import dev.holdfast.situation.IncidentMatch;
import dev.holdfast.situation.backtest.Planted.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How well the matching told the planted faults apart. */
final class Score {
  /** The highest threshold worth a thought: no incident gets more points. */
  private static final int HIGHEST = 10;

  private final List<Seen> seen = new ArrayList<>();

  /** A planted fault, the best score an incident got, and whether that was the right one. */
  private record Seen(Kind kind, int score, boolean right) {}

  static Score of(History history, List<Planted> planted, Blindfold blindfold) {
    Score score = new Score();
    for (Planted one : planted) {
      List<IncidentMatch> matches =
          IncidentMatch.all(history.at(one.now(), blindfold), one.fault(), Map.of(), one.now());
      IncidentMatch best = matches.isEmpty() ? null : matches.get(0);
      score.seen.add(
          new Seen(
              one.kind(),
              best == null ? Integer.MIN_VALUE : best.score(),
              best != null && one.truth().contains(best.incident().id())));
    }
    return score;
  }

  int count(Kind kind) {
    return (int) seen.stream().filter(one -> one.kind == kind).count();
  }

  /** The share of a kind that is said to be an incident; NaN if none was planted. */
  double said(Kind kind, int from) {
    long said = seen.stream().filter(one -> one.kind == kind && one.score >= from).count();
    return (double) said / count(kind);
  }

  /** How much of what is said to be an incident was that incident; NaN if nothing is said. */
  double precision(Set<Kind> kinds, int from) {
    List<Seen> said =
        seen.stream().filter(one -> kinds.contains(one.kind) && one.score >= from).toList();
    return (double) said.stream().filter(Seen::right).count() / said.size();
  }

  /** How many of the faults that were an incident are said to be that one. */
  double recall(int from) {
    long right =
        seen.stream()
            .filter(one -> one.kind == Kind.INSIDE && one.right && one.score >= from)
            .count();
    return (double) right / count(Kind.INSIDE);
  }

  /** The harmonic mean of precision over all kinds and recall; 0 where nothing is said. */
  double balance(int from) {
    double precision = precision(EnumSet.allOf(Kind.class), from);
    double recall = recall(from);
    return recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** The threshold with the best balance; of equals the lowest. */
  int threshold() {
    int best = 1;
    for (int from = 2; from <= HIGHEST; from++) {
      best = balance(from) > balance(best) ? from : best;
    }
    return best;
  }
}
