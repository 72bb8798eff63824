package dev.holdfast.situation;

import dev.holdfast.upstream.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What it amounts to: the verdict, what to do, and all it was drawn from.
 *
 * @param at when
 * @param row the row of the table that decided
 * @param verdict what is the matter, in at most twelve words
 * @param doNow what to do, in at most twenty words
 * @param remarks what holds beside it, a line each: keys to fix, quotas, requests
 * @param signals what it was drawn from
 */
public record Situation(
    Instant at, Row row, String verdict, String doNow, List<String> remarks, Signals signals) {

  public Situation {
    remarks = List.copyOf(remarks);
  }

  /** Draws the conclusion. */
  public static Situation of(Signals signals, Instant now) {
    Row row = Row.of(Case.of(signals, now));
    Wording wording = new Wording(row, signals, now);
    return new Situation(
        now, row, wording.verdict(), wording.doNow(), Remarks.of(signals, now), signals);
  }

  /** What to do. */
  public Advice advice() {
    return row.advice();
  }

  /** Why. */
  public Cause cause() {
    return row.cause();
  }

  /** The verdict and what to do, for one line of text. */
  public String sentence() {
    return verdict + " " + doNow;
  }

  /** The models that it is about, in order: those that fail here, else those posted about. */
  public Set<String> scope() {
    LocalFault fault = signals.local().fault();
    Set<String> families = new TreeSet<>();
    if (fault != null) {
      families.addAll(fault.families());
      return families;
    }
    for (String family : signals.models()) {
      if (signals.page().incidents().stream().anyMatch(match -> hits(match, family))) {
        families.add(family);
      }
    }
    return families;
  }

  private static boolean hits(IncidentMatch match, String family) {
    return match.concernsApi() && match.incident().story().scope().touches(family);
  }

  /** All of it in one line, for a terminal or a chat: {@code FALL BACK (known, r04, red): …}. */
  public String line() {
    Indicator indicator = signals.page().indicator();
    String head =
        "%s (%s, %s, %s): "
            .formatted(
                advice().name().replace('_', ' '), cause().slug(), row.id(), indicator.slug());
    String beside = remarks.isEmpty() ? "" : " [" + String.join(" ", remarks) + "]";
    return head + sentence() + beside;
  }
}
