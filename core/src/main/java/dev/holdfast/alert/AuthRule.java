package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Credential;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * P2: a key that was accepted is refused. Waiting cures nothing, so it fires after a minute. Keys
 * of several organizations at once are not the keys' fault.
 */
final class AuthRule implements Rule {
  private static final Duration LOOK_BACK = Duration.ofMinutes(15);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String UPSTREAM =
      "Likely the upstream's own trouble with authentication: do NOT rotate keys.";

  private final AuthSettings settings;

  AuthRule(AuthSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<Finding> look(View view) {
    Figures window = view.over(settings.threshold().trip().window());
    if (window.attempts(Code.UNAUTHENTICATED) == 0 && !view.anyActive(AlertRule.AUTH)) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    for (String key : view.scopes(AlertRule.AUTH, window.by(Axis.KEY).keySet())) {
      Figures figures = window.at(Axis.KEY, key);
      boolean active = view.active(AlertRule.AUTH, key) != null;
      if (active || figures.attempts(Code.UNAUTHENTICATED) > 0) {
        found.add(finding(view, key, figures));
      }
    }
    return found;
  }

  private Finding finding(View view, String key, Figures figures) {
    Sight sight = Sight.of(trip(view, key, figures), clear(view, key), settings.threshold());
    boolean upstream = view.surroundings().authTrouble() || others(view, key);
    Severity severity = upstream ? Severity.WARNING : Severity.CRITICAL;
    AlertLevel level = known(view, key) ? AlertLevel.PAGE : AlertLevel.NOTIFY;
    Story story = story(view, key, figures, upstream);
    return new Finding(new Subject(AlertRule.AUTH, key), sight, severity, level, story);
  }

  private Sign trip(View view, String key, Figures figures) {
    long attempts = figures.attempts();
    long refused = figures.attempts(Code.UNAUTHENTICATED);
    Threshold.Trip trip = settings.threshold().trip();
    boolean many = refused >= trip.minimum() && refused >= trip.ratio() * attempts;
    boolean yes = many || (refused > 0 && allOfTheLast(view, key, trip.minimum()));
    return Sign.of(yes, attempts > 0);
  }

  /** With little traffic the last attempts say as much as many within two minutes. */
  private static boolean allOfTheLast(View view, String key, int count) {
    Instant from = view.now().minus(LOOK_BACK);
    Predicate<Series> own = s -> s.attempt() && s.lane().key().equals(key);
    long[] all = view.gauges().line(from, view.now(), SECOND, own);
    long[] refused =
        view.gauges()
            .line(from, view.now(), SECOND, own.and(s -> s.code() == Code.UNAUTHENTICATED));
    long seen = 0;
    for (int i = all.length - 1; i >= 0 && seen < count; i--) {
      if (refused[i] < all[i]) {
        return false;
      }
      seen += refused[i];
    }
    return seen >= count;
  }

  private Sign clear(View view, String key) {
    if (view.surroundings().replaced().contains(key)) {
      return Sign.YES;
    }
    Threshold.Clear clear = settings.threshold().clear();
    Figures figures = view.over(clear.window()).at(Axis.KEY, key);
    long refused = figures.attempts(Code.UNAUTHENTICATED);
    boolean below = refused < clear.ratio() * figures.attempts();
    boolean enough = figures.sum(AuthRule::authenticated) >= clear.minimum();
    return Sign.of(below, refused > 0 || enough);
  }

  /** An answer that shows that the key is known; an outage answers before it looks at keys. */
  private static boolean authenticated(Series series) {
    return series.attempt()
        && !series.code().bad()
        && series.code() != Code.UNAUTHENTICATED
        && series.code() != Code.OTHER;
  }

  private boolean known(View view, String key) {
    Credential credential = view.gauges().credentials().get(key);
    return credential != null
        && !key.equals(Lane.STRANGER)
        && credential.accepted().isAfter(view.now().minus(settings.known()));
  }

  /** Whether a key of another organization began to be refused at about the same time. */
  private boolean others(View view, String key) {
    Instant since = view.active(AlertRule.AUTH, key);
    if (since == null) {
      return false;
    }
    for (String other : view.scopes(AlertRule.AUTH, List.of())) {
      Instant then = view.active(AlertRule.AUTH, other);
      boolean together =
          then != null && Duration.between(since, then).abs().compareTo(settings.together()) <= 0;
      if (together && !other.equals(key) && known(view, other) && apart(view, key, other)) {
        return true;
      }
    }
    return false;
  }

  /** Keys that nobody said belong together are taken to be apart. */
  private static boolean apart(View view, String key, String other) {
    String one = organization(view, key);
    return one == null || !Objects.equals(one, organization(view, other));
  }

  private static @Nullable String organization(View view, String key) {
    Credential credential = view.gauges().credentials().get(key);
    return credential == null ? null : credential.organization();
  }

  private static Story story(View view, String key, Figures figures, boolean upstream) {
    long refused = figures.attempts(Code.UNAUTHENTICATED);
    String who = key.equals(Lane.STRANGER) ? "Keys that were never accepted" : "Key " + key;
    String summary =
        "%s: %d of %s answered with 401"
            .formatted(who, refused, Words.count(figures.attempts(), "attempt"));
    return new Story(
        upstream ? summary + ". " + UPSTREAM : summary,
        upstream ? UPSTREAM : AlertRule.AUTH.action(),
        view.surroundings().cause(),
        Map.of("401", Long.toString(refused), "attempts", Long.toString(figures.attempts())),
        Map.of("key", key));
  }
}
