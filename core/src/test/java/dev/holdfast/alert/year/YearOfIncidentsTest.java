package dev.holdfast.alert.year;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.OutageSettings;
import dev.holdfast.alert.RuleSettings;
import dev.holdfast.alert.Severity;
import dev.holdfast.alert.year.Year.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How often somebody would have been woken in a year; with -Dholdfast.year=print a table of it. */
class YearOfIncidentsTest {
  private static final Caller ALONE = new Caller("no fallback", false, 2);
  private static final Caller CARRIED = new Caller("working fallback", true, 2);
  private static final Caller RARE = new Caller("no fallback, 6 calls a minute", false, 0.1);

  @Test
  void aWeekInTheYear() {
    List<Trouble> week = between("2026-08-10T00:00:00Z", "2026-08-17T00:00:00Z", 1);
    List<AlertChange> news = new Year(ALONE, week, AlertSettings.defaults()).run();
    assertThat(pages(news)).hasSizeBetween(1, week.size());
    assertThat(told(news, What.RESOLVED)).hasSameSizeAs(told(news, What.TRIGGERED));
    for (AlertChange page : pages(news)) {
      Instant since = page.alert().status().since();
      assertThat(Duration.between(since, page.at())).isGreaterThan(Duration.ofMinutes(5));
      assertThat(week).as("a burst of a day").anyMatch(trouble -> lasting(trouble, page.at()));
    }
  }

  private static boolean lasting(Trouble trouble, Instant at) {
    Duration length = Duration.between(trouble.from(), trouble.to());
    return length.compareTo(Duration.ofMinutes(5)) > 0
        && !at.isBefore(trouble.from())
        && at.isBefore(trouble.to().plusSeconds(60));
  }

  @Test
  @EnabledIfSystemProperty(named = "holdfast.year", matches = "print")
  void theWholeYear() {
    System.out.printf(
        "%-30s %-22s %8s %8s %8s %6s %6s %6s%n",
        "caller", "share of failures", "critical", "warning", "notified", "N1", "N2", "wait");
    for (Caller caller : List.of(ALONE, CARRIED, RARE)) {
      print(caller, 1, "", AlertSettings.defaults());
    }
    print(CARRIED, 0.5, "", AlertSettings.defaults());
    print(CARRIED, 2, "", AlertSettings.defaults());
    print(CARRIED, 1, ", overload-for 15m", patient());
    print(CARRIED, 1, ", carried: notify", carried());
  }

  private static AlertSettings patient() {
    RuleSettings rules = RuleSettings.defaults();
    OutageSettings longer = rules.outage().overloadFor(Duration.ofMinutes(15));
    return AlertSettings.defaults().with(rules.with(longer));
  }

  private static AlertSettings carried() {
    RuleSettings rules = RuleSettings.defaults();
    return AlertSettings.defaults().with(rules.with(rules.outage().carried(AlertLevel.NOTIFY)));
  }

  private static void print(Caller caller, double factor, String note, AlertSettings settings) {
    List<Trouble> year = between("2025-08-21T00:00:00Z", "2026-08-21T00:00:00Z", factor);
    List<AlertChange> news = new Year(caller, year, settings).run();
    List<AlertChange> pages = pages(news);
    long critical =
        pages.stream().filter(p -> p.alert().status().severity() == Severity.CRITICAL).count();
    Map<String, Integer> rows = new TreeMap<>();
    told(news, What.LOGGED).forEach(row -> rows.merge(row.alert().rule().id(), 1, Integer::sum));
    int notified = told(news, What.TRIGGERED).size() - pages.size();
    System.out.printf(
        "%-30s x%-21s %8d %8d %8d %6d %6d %6s%n",
        caller.name(),
        factor + note,
        critical,
        pages.size() - critical,
        notified,
        rows.getOrDefault("routine-529", 0),
        rows.getOrDefault("routine-503", 0),
        wait(pages));
  }

  private static String wait(List<AlertChange> pages) {
    List<Long> waits =
        pages.stream()
            .map(p -> Duration.between(p.alert().status().since(), p.at()).toSeconds())
            .sorted()
            .toList();
    return waits.isEmpty() ? "-" : waits.get(waits.size() / 2) / 60.0 + " m";
  }

  /** What was published, and one short burst a day that never is. */
  private static List<Trouble> between(String from, String to, double factor) {
    Instant begin = Instant.parse(from);
    Instant end = Instant.parse(to);
    List<Trouble> all = new ArrayList<>();
    for (Trouble trouble : Trouble.published()) {
      if (!trouble.from().isBefore(begin) && trouble.from().isBefore(end)) {
        all.add(trouble.times(factor));
      }
    }
    Random random = new Random(7);
    for (Instant day = begin; day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
      Instant at = day.plusSeconds(random.nextInt(86_400));
      int status = random.nextInt(4) == 0 ? 503 : 529;
      Instant over = at.plusSeconds(30L + random.nextInt(210));
      all.add(new Trouble(at, over, 0.25, Set.of(), status));
    }
    all.sort(Comparator.comparing(Trouble::from));
    return all;
  }

  private static List<AlertChange> pages(List<AlertChange> news) {
    return told(news, What.TRIGGERED).stream()
        .filter(change -> change.alert().status().level() == AlertLevel.PAGE)
        .toList();
  }

  private static List<AlertChange> told(List<AlertChange> news, What what) {
    return news.stream().filter(change -> change.what() == what).toList();
  }
}
