package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertMemory.Kept;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.alert.View.Known;
import dev.holdfast.gauge.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When to call humans: looks at gauges every ten seconds or so and tells what changed. It has no
 * clock: its time is that of the snapshots. Confined to one thread at a time; {@link Alarm} is for
 * those who are more.
 */
public final class AlertRules {
  /** After this time without an evaluation nobody knows what lasted. */
  private static final Duration UNWATCHED = Duration.ofMinutes(2);

  private static final Duration LOOK_BACK = Duration.ofMinutes(15);

  private final AlertSettings settings;
  private final Deploys deploys = new Deploys();
  private final Bursts bursts;
  private final OutageRule outages;
  private final LimitRule limits;
  private final DeployRule releases;
  private final ClientRule client;
  private final List<Rule> rules;
  private final Map<Subject, Track> tracks = new LinkedHashMap<>();
  private final Map<String, Silence> silences = new LinkedHashMap<>();
  private @Nullable Instant last;
  private boolean resumed;

  /** Rules that have seen nothing yet. */
  public AlertRules(AlertSettings settings) {
    this.settings = settings;
    RuleSettings numbers = settings.rules();
    bursts = new Bursts(numbers.bursts());
    outages = new OutageRule(numbers.outage(), bursts);
    limits = new LimitRule(numbers.limits());
    releases = new DeployRule(numbers.deploy(), deploys);
    client = new ClientRule(numbers.client());
    List<Rule> all = new ArrayList<>();
    all.addAll(List.of(outages, bursts, new AuthRule(numbers.auth()), limits, releases, client));
    if (settings.slo() != null) {
      all.add(new SloRule(settings.slo()));
    }
    rules = List.copyOf(all);
  }

  /** Rules that go on where others stopped: what they told is not told again. */
  public static AlertRules resume(AlertSettings settings, AlertMemory memory) {
    AlertRules rules = new AlertRules(settings);
    rules.resume(memory);
    return rules;
  }

  /**
   * Looks at the gauges.
   *
   * @param gauges as they are now; their moment is the time
   * @param surroundings what is known besides
   * @return what there is to tell, in order
   */
  public List<AlertChange> evaluate(Snapshot gauges, Surroundings surroundings) {
    Instant now = gauges.at();
    Instant before = last;
    last = now;
    if (before != null && !now.isAfter(before)) {
      if (now.isBefore(before)) {
        // The clock was set back: seconds would be seen twice.
        unwatched(now);
      }
      return List.of();
    }
    if (before != null && before.plus(UNWATCHED).isBefore(now)) {
      unwatched(now);
    } else if (resumed) {
      tracks.values().forEach(track -> track.life().watched(now));
    }
    resumed = false;
    Instant oldest = now.minus(LOOK_BACK);
    Instant from = before == null || before.isBefore(oldest) ? oldest : before;
    deploys.notice(gauges.lanes(), now);
    step(new View(from, gauges, surroundings, active()));
    mark(now);
    return news(now);
  }

  private void unwatched(Instant now) {
    rules.forEach(rule -> rule.unwatched(now));
    tracks.values().forEach(track -> track.life().unwatched(now));
  }

  private Map<Subject, Known> active() {
    Map<Subject, Known> active = new HashMap<>();
    for (Track track : tracks.values()) {
      AlertState state = track.life().state();
      if (state.open() || state == AlertState.PENDING) {
        active.put(track.subject(), new Known(track.life().since(), state.open()));
      }
    }
    return active;
  }

  private void step(View view) {
    Map<Subject, Finding> found = new LinkedHashMap<>();
    for (Rule rule : rules) {
      for (Finding finding : rule.look(view)) {
        found.put(finding.subject().family(), finding);
      }
    }
    for (Map.Entry<Subject, Finding> entry : found.entrySet()) {
      if (entry.getValue().sight().trip() == Sign.YES) {
        tracks.computeIfAbsent(entry.getKey(), key -> new Track(entry.getValue(), settings));
      }
    }
    tracks.values().forEach(track -> track.step(view.now(), found.get(track.subject())));
  }

  /** What holds each alert back is known only once all of them were looked at. */
  private void mark(Instant now) {
    Map<Track, Alert> open = new LinkedHashMap<>();
    for (Track track : tracks.values()) {
      if (track.life().state().open()) {
        open.put(track, track.alert());
      }
    }
    open.forEach((track, alert) -> track.mark(holding(alert, open.values(), now)));
  }

  private Set<Mark> holding(Alert alert, Collection<Alert> open, Instant now) {
    Set<Mark> holding = EnumSet.noneOf(Mark.class);
    if (silences.values().stream().anyMatch(silence -> silence.covers(alert, now))) {
      holding.add(Mark.SILENCED);
    }
    if (open.stream().anyMatch(greater -> Inhibition.explains(greater, alert))) {
      holding.add(Mark.INHIBITED);
    }
    return holding;
  }

  private List<AlertChange> news(Instant now) {
    List<AlertChange> news = new ArrayList<>();
    for (Track track : tracks.values()) {
      AlertChange change = track.news(now);
      if (change != null) {
        news.add(change);
      }
    }
    tracks.values().removeIf(track -> track.forgettable(now));
    silences.values().removeIf(silence -> !now.isBefore(silence.until()));
    return news;
  }

  /** The alerts that are pending or open, oldest first. */
  public List<Alert> alerts() {
    return tracks.values().stream()
        .filter(track -> track.life().state() != AlertState.INACTIVE)
        .filter(track -> track.life().state() != AlertState.RESOLVED)
        .map(Track::alert)
        .toList();
  }

  /** Tells of a deploy. */
  public void deployed(Deploy deploy) {
    deploys.add(deploy);
  }

  /** The deploys of the last day, oldest first. */
  public List<Deploy> deploys() {
    return deploys.all();
  }

  /** Holds alerts back; one with the same id is replaced. */
  public void silence(Silence silence) {
    silences.put(silence.id(), silence);
  }

  /** Ends a silence. False if there is none with this id. */
  public boolean unsilence(String id) {
    return silences.remove(id) != null;
  }

  /** The silences in force. */
  public List<Silence> silences() {
    return List.copyOf(silences.values());
  }

  /** Somebody has taken an alert on: it is not told again. False if there is none to take on. */
  public boolean acknowledge(String key) {
    Track track = track(key);
    return track != null && track.acknowledge();
  }

  /**
   * Somebody says that an alert is over, as for a key that nobody will use again.
   *
   * @return what there is to tell; null if there is no such alert
   */
  public @Nullable AlertChange close(String key, Instant now) {
    Track track = track(key);
    if (track == null) {
      return null;
    }
    outages.forget(track.subject());
    return track.close(now);
  }

  private @Nullable Track track(String key) {
    return tracks.values().stream()
        .filter(track -> track.life().state().open())
        .filter(track -> track.alert().name().key().equals(key))
        .findFirst()
        .orElse(null);
  }

  /** All that must outlive this process. */
  public AlertMemory memory() {
    List<Kept> kept = new ArrayList<>();
    for (Track track : tracks.values()) {
      AlertState state = track.life().state();
      if (state.open() || state == AlertState.PENDING) {
        kept.add(track.kept());
      }
    }
    AlertMemory.Past past =
        new AlertMemory.Past(outages.runs(), bursts.past(), deploys.all(), deploys.versions());
    return new AlertMemory(last, kept, past, silences());
  }

  private void resume(AlertMemory memory) {
    last = memory.at();
    resumed = true;
    AlertMemory.Past past = memory.past();
    outages.resume(past.runs());
    bursts.resume(past.bursts());
    deploys.resume(past.deploys(), past.versions());
    memory.silences().forEach(this::silence);
    memory.alerts().forEach(this::resume);
  }

  private void resume(Kept kept) {
    Alert alert = kept.alert();
    Map<String, String> labels = alert.story().labels();
    String scope = alert.name().scope();
    switch (alert.rule()) {
      case LIMITS -> limits.resume(labels, scope);
      case DEPLOY -> releases.resume(labels, scope, alert.status().since());
      case CLIENT -> client.resume(labels, scope);
      default -> {}
    }
    Track track = new Track(kept.finding(), settings);
    track.resume(kept);
    tracks.put(track.subject(), track);
  }
}
