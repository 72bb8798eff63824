package dev.holdfast.situation;

import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.Series;
import dev.holdfast.gauge.Snapshot;
import dev.holdfast.gauge.Spread;
import dev.holdfast.upstream.Symptom;
import dev.holdfast.verdict.ErrorKind;
import dev.holdfast.verdict.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells from counts what fails and how, in the terms that an incident can be compared with. */
final class Faults {
  private static final Duration FINE = Duration.ofMinutes(15);

  /** A kind of failure that is less than this share of them is a side note. */
  private static final double NOTABLE = 0.10;

  /** Refusals are an event of their own from this share of all attempts on, and this many. */
  private static final double REFUSED = 0.20;

  private static final int FEW = 5;

  private static final Set<Code> AUTH = EnumSet.of(Code.UNAUTHENTICATED, Code.FORBIDDEN);
  private static final Set<Code> GONE = EnumSet.of(Code.NOT_FOUND, Code.FORBIDDEN);

  private final Snapshot gauges;
  private final Figures minute;

  Faults(Snapshot gauges, Figures minute) {
    this.gauges = gauges;
    this.minute = minute;
  }

  /**
   * What is bad.
   *
   * @param gated the families whose breakers are open: while nothing is sent, they are what fails
   */
  LocalFault failing(Instant onset, Set<String> gated) {
    Figures figures = minute.bad() > 0 ? minute : lately();
    Set<String> families = new TreeSet<>(Spread.of(figures, Axis.MODEL).failing());
    if (families.isEmpty()) {
      families.addAll(gated);
    }
    if (families.isEmpty()) {
      families.addAll(models(figures, Series::bad));
    }
    long between = figures.sum(series -> series.bad() && series.origin() == Origin.BETWEEN);
    return new LocalFault(
        onset, families, symptoms(figures), Figures.share(between, figures.bad()));
  }

  private Figures lately() {
    return gauges.over(FINE).where(series -> Counted.atHome(series.lane()));
  }

  private static Set<Symptom> symptoms(Figures figures) {
    EnumSet<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    long bad = figures.bad();
    long slow = figures.attempts(Code.TIMEOUT);
    if (slow == 0 || bad - slow >= NOTABLE * bad) {
      symptoms.add(Symptom.ERRORS);
    }
    if (slow > 0 && slow >= NOTABLE * bad) {
      symptoms.add(Symptom.SLOW);
      symptoms.add(Symptom.ERRORS);
    }
    long refused = figures.sum(coded(AUTH));
    if (refused >= FEW && refused >= NOTABLE * figures.attempts()) {
      symptoms.add(Symptom.AUTH);
    }
    return symptoms;
  }

  /**
   * What is refused, where nothing is bad: it may still be an incident, of signing in, of limits,
   * or a model that was taken away.
   *
   * @return null if little is
   */
  @Nullable LocalFault refused() {
    Predicate<Series> limited = series -> series.code().kind() == ErrorKind.RATE_LIMITED;
    for (Refusal refusal :
        List.of(
            new Refusal(coded(Set.of(Code.UNAUTHENTICATED)), Symptom.AUTH),
            new Refusal(coded(GONE), Symptom.MODEL_GONE),
            new Refusal(series -> series.attempt() && limited.test(series), Symptom.QUOTA))) {
      long count = minute.sum(refusal.which);
      if (count >= FEW && count >= REFUSED * minute.attempts()) {
        return fault(refusal, minute.attempts(Code.FORBIDDEN) > 0);
      }
    }
    return null;
  }

  private LocalFault fault(Refusal refusal, boolean forbidden) {
    EnumSet<Symptom> symptoms = EnumSet.of(refusal.symptom);
    if (refusal.symptom == Symptom.MODEL_GONE && forbidden) {
      symptoms.add(Symptom.AUTH);
    }
    return new LocalFault(onset(refusal.which), models(minute, refusal.which), symptoms, 0);
  }

  /** The first second of the run of refusals under way, up to a day back. */
  private Instant onset(Predicate<Series> which) {
    Run run = gauges.run(Counted::atHome, which, REFUSED);
    return run == null ? gauges.at() : run.first();
  }

  private static Set<String> models(Figures figures, Predicate<Series> which) {
    Set<String> models = new TreeSet<>();
    figures.where(which).forEach((series, count) -> models.add(series.lane().model()));
    return models;
  }

  private static Predicate<Series> coded(Set<Code> codes) {
    return series -> series.attempt() && codes.contains(series.code());
  }

  /** A way to be refused. */
  private record Refusal(Predicate<Series> which, Symptom symptom) {}
}
