package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The guard: bursts that pass by themselves wake nobody, but many of them in a short time are told
 * to whoever looks.
 */
final class Bursts implements Rule {
  private static final Duration PROOF = Duration.ofMinutes(5);
  private static final int ANSWERS = 10;

  private final BurstSettings settings;
  private final Map<String, TreeSet<Instant>> bursts = new TreeMap<>();

  Bursts(BurstSettings settings) {
    this.settings = settings;
  }

  BurstSettings settings() {
    return settings;
  }

  /** A run is a burst, or is not one any more: it lasted. */
  void note(String scope, Instant began, boolean burst) {
    TreeSet<Instant> here = bursts.computeIfAbsent(scope, first -> new TreeSet<>());
    if (burst) {
      here.add(began);
    } else {
      here.remove(began);
    }
  }

  @Override
  public List<Finding> look(View view) {
    Instant since = view.now().minus(settings.within());
    List<Finding> found = new ArrayList<>();
    for (String scope : view.scopes(AlertRule.BURSTS, bursts.keySet())) {
      TreeSet<Instant> here = bursts.computeIfAbsent(scope, first -> new TreeSet<>());
      here.headSet(since).clear();
      boolean active = view.active(AlertRule.BURSTS, scope) != null;
      if (active || here.size() >= settings.many()) {
        found.add(finding(view, scope, here.size()));
      }
    }
    bursts.values().removeIf(TreeSet::isEmpty);
    return found;
  }

  private Finding finding(View view, String scope, int count) {
    long good = view.over(PROOF).at(Axis.ENDPOINT, scope).attempts(Code.OK);
    Sign clear = Sign.of(count == 0, count > 0 || good >= ANSWERS);
    Sign trip = Sign.of(count >= settings.many(), true);
    Sight sight = new Sight(trip, true, clear, null, Duration.ZERO, settings.within());
    String summary =
        "%s on %s within %s, none long enough to page"
            .formatted(Words.count(count, "burst"), scope, Words.span(settings.within()));
    Story story =
        new Story(
            summary,
            AlertRule.BURSTS.action(),
            view.surroundings().cause(),
            Map.of("bursts", Integer.toString(count)),
            Map.of("endpoint", scope));
    Subject subject = new Subject(AlertRule.BURSTS, scope);
    return new Finding(subject, sight, Severity.WARNING, AlertLevel.NOTIFY, story);
  }

  /** When the bursts of the last while began, by scope. */
  Map<String, List<Instant>> past() {
    Map<String, List<Instant>> past = new TreeMap<>();
    bursts.forEach((scope, here) -> past.put(scope, List.copyOf(here)));
    return past;
  }

  /** Goes on with the bursts of an earlier life. */
  void resume(Map<String, List<Instant>> past) {
    past.forEach((scope, here) -> bursts.put(scope, new TreeSet<>(here)));
  }
}
