package dev.holdfast.alert;

import dev.holdfast.alert.OutageSettings.Proof;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.RunFinder;
import dev.holdfast.gauge.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one scope: the run under way, and what proves an end.
 *
 * <p>While a breaker is open for some models of an endpoint, only their attempts are judged: that
 * other models get on well there is no sign that these do. Without attempts there is silence, which
 * neither ends a run nor adds to it.
 */
final class Outage {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Scope scope;
  private final OutageSettings settings;
  private RunFinder finder;
  private @Nullable Run last;
  private int proofs;
  private @Nullable Instant provedSince;

  /**
   * What is looked at.
   *
   * @param name as people read it
   * @param where its lanes
   * @param bad its failures
   */
  record Scope(String name, Predicate<Lane> where, Predicate<Series> bad) {
    /** Whether it is an endpoint of the upstream that gauges are about, no fallback elsewhere. */
    boolean home() {
      return name.startsWith("/") || name.equals(Lane.OTHER);
    }
  }

  Outage(Scope scope, OutageSettings settings) {
    this.scope = scope;
    this.settings = settings;
    this.finder = new RunFinder(settings.threshold().trip().ratio());
  }

  /** Goes on with a run of an earlier life. */
  void resume(Run run) {
    finder.resume(run);
    last = run;
  }

  /** Forgets the run under way, but not what is told of it. */
  void forget() {
    finder = new RunFinder(settings.threshold().trip().ratio());
    proofs = 0;
    provedSince = null;
  }

  /** Takes in the seconds that were not seen before. */
  void watch(View view) {
    Set<String> open = open(view);
    long[] attempts = line(view, open, Series::attempt);
    long[] failed = line(view, open, scope.bad());
    long[] good = open.isEmpty() ? new long[0] : line(view, open, Outage::good);
    questions(view, attempts, failed);
    long begin = view.from().getEpochSecond();
    for (int i = 0; i < attempts.length; i++) {
      finder.add(begin + i, attempts[i], failed[i]);
      prove(begin + i, failed[i], i < good.length ? good[i] : 0);
    }
    finder.tick(view.now().getEpochSecond());
    Run run = finder.run();
    Run ended = finder.ended();
    Run newest = run == null ? ended : run;
    last = newest == null ? last : newest;
  }

  /**
   * Questions of our own that fail continue a run; they begin none, for no caller was hurt. One
   * that was answered in the second under way, or late, counts in the nearest second seen.
   */
  private void questions(View view, long[] attempts, long[] failed) {
    for (Canary canary : view.surroundings().canaries()) {
      long since = Duration.between(view.from(), canary.at()).toSeconds();
      int at = (int) Math.max(0, Math.min(since, attempts.length - 1L));
      if (canary.found() == Canary.Found.WELL && proves(view, canary)) {
        prove(view.from().getEpochSecond() + at, 0, 1);
      } else if (continues(canary) && finder.run() != null) {
        attempts[at]++;
        failed[at]++;
      }
    }
  }

  /**
   * Whether a good answer is one about this: to the same question, or that the way is open. While
   * the way is what pages, it explains all failures here, and they are over with it.
   */
  private boolean proves(View view, Canary canary) {
    boolean explained = view.open(AlertRule.SUSTAINED, OutageRule.EGRESS);
    return canary.endpoint().equals(scope.name()) || egress() || (explained && scope.home());
  }

  private boolean continues(Canary canary) {
    return switch (canary.found()) {
      case WELL -> false;
      case FAILED -> scope.home();
      case UNREACHED -> scope.home() || egress();
    };
  }

  private boolean egress() {
    return scope.name().equals(OutageRule.EGRESS);
  }

  private void prove(long second, long failed, long good) {
    if (failed > 0) {
      proofs = 0;
      provedSince = null;
    } else if (good > 0) {
      proofs += (int) good;
      provedSince = provedSince == null ? Instant.ofEpochSecond(second) : provedSince;
    }
  }

  private static boolean good(Series series) {
    return series.attempt() && series.code() == Code.OK;
  }

  private long[] line(View view, Set<String> open, Predicate<Series> which) {
    return view.gauges()
        .line(view.from(), view.now(), SECOND, s -> which.test(s) && judged(s.lane(), open));
  }

  private boolean judged(Lane lane, Set<String> open) {
    return scope.where().test(lane) && (open.isEmpty() || open.contains(lane.model()));
  }

  /** The models that a breaker is open for. */
  Set<String> open(View view) {
    return view.surroundings().open().stream()
        .filter(place -> place.endpoint().equals(scope.name()))
        .map(OpenBreaker::model)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The run under way; null if there is none. */
  @Nullable Run run() {
    return finder.run();
  }

  /** The run under way, or the one before; null if there was none. */
  @Nullable Run last() {
    return last;
  }

  Scope scope() {
    return scope;
  }

  /** Whether it fails now. */
  Sign trip(Instant now) {
    Run run = finder.run();
    if (run == null) {
      return Sign.NO;
    }
    return run.last().isBefore(now.minus(RECENT)) ? Sign.UNKNOWN : Sign.YES;
  }

  /** Whether the run under way is an outage. */
  boolean ripe(Duration span) {
    Run run = finder.run();
    Threshold.Trip trip = settings.threshold().trip();
    return run != null
        && run.span().compareTo(span) > 0
        && run.bad() >= trip.minimum()
        && run.ratio() >= trip.ratio()
        && Wilson.lower(run.bad(), run.attempts()) >= settings.certain();
  }

  /** Whether it is proved to be over. */
  Sign clear(View view) {
    if (proved(view.now())) {
      return Sign.YES;
    }
    Threshold.Clear clear = settings.threshold().clear();
    Set<String> open = open(view);
    Figures window = view.over(clear.window()).where(s -> judged(s.lane(), open));
    long attempts = window.attempts();
    boolean below = window.sum(scope.bad()) < clear.ratio() * attempts;
    boolean enough = below ? window.attempts(Code.OK) >= clear.minimum() : attempts > 0;
    return Sign.of(below, enough);
  }

  private boolean proved(Instant now) {
    Proof proof = settings.proof();
    Instant since = provedSince;
    return since != null && proofs >= proof.answers() && !now.isBefore(since.plus(proof.over()));
  }
}
