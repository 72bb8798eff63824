package dev.holdfast.alert;

import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules see at one evaluation. Sums that several of them need are made once. */
final class View {
  private static final int WEEK = 7;

  private final Instant from;
  private final Snapshot gauges;
  private final Surroundings surroundings;
  private final Map<Subject, Known> active;
  private final Map<Duration, Figures> sums = new HashMap<>();

  /**
   * What is known of an alert that is pending or open.
   *
   * @param since when it began
   * @param open whether it fired
   */
  record Known(Instant since, boolean open) {}

  /**
   * A view.
   *
   * @param from the first second that was not seen before
   * @param active the alerts that are pending or open, by family
   */
  View(Instant from, Snapshot gauges, Surroundings surroundings, Map<Subject, Known> active) {
    this.from = from;
    this.gauges = gauges;
    this.surroundings = surroundings;
    this.active = active;
  }

  /** The end of what is seen. */
  Instant now() {
    return gauges.at();
  }

  /** The first second that was not seen before. */
  Instant from() {
    return from;
  }

  Snapshot gauges() {
    return gauges;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** The sums of the last while. */
  Figures over(Duration span) {
    return sums.computeIfAbsent(span, gauges::over);
  }

  /** When an alert that is pending or open began; null if it is neither. */
  @Nullable Instant active(AlertRule rule, String scope) {
    Known known = active.get(new Subject(rule, scope));
    return known == null ? null : known.since();
  }

  /** Whether an alert fired and is not resolved. */
  boolean open(AlertRule rule, String scope) {
    Known known = active.get(new Subject(rule, scope));
    return known != null && known.open();
  }

  /** The scopes of a rule that are to be looked at: those seen, and those that are active. */
  Set<String> scopes(AlertRule rule, Iterable<String> seen) {
    Set<String> scopes = new TreeSet<>();
    seen.forEach(scopes::add);
    for (Subject subject : active.keySet()) {
      if (subject.rule() == rule) {
        scopes.add(subject.scope());
      }
    }
    return scopes;
  }

  /** Whether any alert of a rule is pending or open. */
  boolean anyActive(AlertRule rule) {
    return active.keySet().stream().anyMatch(subject -> subject.rule() == rule);
  }

  /** Each of the last seven days at this hour: what is usual now. */
  List<Figures> usual() {
    Instant hour = now().truncatedTo(ChronoUnit.HOURS);
    List<Figures> days = new ArrayList<>();
    for (int day = 1; day <= WEEK; day++) {
      Instant begin = hour.minus(day, ChronoUnit.DAYS);
      days.add(gauges.between(begin, begin.plus(1, ChronoUnit.HOURS)));
    }
    return days;
  }

  /** The sum of something over those days. */
  static long sum(List<Figures> days, Function<Figures, Long> of) {
    return days.stream().mapToLong(of::apply).sum();
  }
}
