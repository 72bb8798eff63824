package dev.holdfast.situation;

import dev.holdfast.breaker.Standing;
import dev.holdfast.event.Caller;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gauge.Axis;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Lane;
import dev.holdfast.gauge.Run;
import dev.holdfast.gauge.Snapshot;
import dev.holdfast.gauge.Spread;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.verdict.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the counts and the breakers say about calls to the upstream. */
final class Counted {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int FEW = 5;
  private static final double HIGH = 0.10;
  private static final double ELEVATED = 0.01;

  /** What stands for nobody in particular, and so can be nobody's fault. */
  private static final Set<String> NOBODY = Set.of(Caller.NONE.key(), Lane.OTHER, Lane.STRANGER);

  private final Snapshot gauges;
  private final Map<EndpointKey, Standing> breakers;
  private final Figures minute;

  Counted(Snapshot gauges, Map<EndpointKey, Standing> breakers) {
    this.gauges = gauges;
    this.breakers = breakers;
    this.minute = gauges.over(MINUTE).where(series -> atHome(series.lane()));
  }

  /** Endpoints of other hosts have the host before their path. */
  static boolean atHome(Lane lane) {
    return lane.endpoint().startsWith("/") || lane.endpoint().equals(Lane.OTHER);
  }

  /** The model families in use. */
  Set<String> models() {
    Set<String> models = new TreeSet<>();
    gauges
        .over(HOUR)
        .where(series -> series.attempt() && atHome(series.lane()))
        .forEach((series, count) -> models.add(series.lane().model()));
    models.removeAll(NOBODY);
    return models;
  }

  Local local() {
    Level level = level();
    boolean open = breakers.values().stream().anyMatch(Counted::open);
    return switch (level) {
      case HIGH -> failing(level, HIGH, open);
      case ELEVATED -> failing(level, ELEVATED, open);
      case QUIET, NO_TRAFFIC -> {
        Recovered recovered = new Recovered(gauges, breakers.values());
        LocalFault refused = new Faults(gauges, minute).refused();
        yield new Local(level, recovered.since(), refused, open, recovered.recovery());
      }
    };
  }

  private Level level() {
    if (breakers.values().stream().anyMatch(Counted::open)) {
      return Level.HIGH;
    }
    long bad = minute.bad();
    if (gauges.over(FIVE_MINUTES).where(series -> atHome(series.lane())).attempts() < FEW) {
      return Level.NO_TRAFFIC;
    }
    if (bad == 0 || minute.badRatio() < ELEVATED) {
      return Level.QUIET;
    }
    return bad >= FEW && minute.badRatio() >= HIGH ? Level.HIGH : Level.ELEVATED;
  }

  static boolean open(Standing standing) {
    return !standing.state().passes();
  }

  private Local failing(Level level, double theta, boolean open) {
    Run run = gauges.run(Counted::atHome, theta);
    Instant since = run == null ? opened() : run.first();
    LocalFault fault =
        new Faults(gauges, minute).failing(since == null ? gauges.at() : since, gated());
    return new Local(level, since, fault, open, Signals.Recovery.NONE);
  }

  private @Nullable Instant opened() {
    return breakers.values().stream()
        .filter(Counted::open)
        .map(Standing::since)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The families whose breakers are not closed. */
  private Set<String> gated() {
    Set<String> families = new TreeSet<>();
    breakers.forEach((key, standing) -> {
      if (open(standing)) {
        families.add(key.family());
      }
    });
    return families;
  }

  /** Answers of the last minute that blame the caller, by status. */
  Map<Integer, Long> complaints() {
    Map<Integer, Long> counts = new TreeMap<>();
    minute.forEach((series, count) -> {
      Integer status = series.attempt() ? status(series.code()) : null;
      if (status != null) {
        counts.merge(status, count, Long::sum);
      }
    });
    return counts;
  }

  private static @Nullable Integer status(Code code) {
    return switch (code) {
      case BAD_REQUEST -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case TOO_LARGE -> 413;
      case UNPROCESSABLE -> 422;
      default -> code.kind() == ErrorKind.RATE_LIMITED ? 429 : null;
    };
  }

  /** The one key that is refused; null if there are several, or it has no name. */
  @Nullable String refusedKey() {
    Set<String> keys = new TreeSet<>();
    minute.forEach((series, count) -> {
      if (series.attempt() && series.code() == Code.UNAUTHENTICATED) {
        keys.add(series.lane().key());
      }
    });
    String only = keys.size() == 1 ? keys.iterator().next() : null;
    return only == null || NOBODY.contains(only) ? null : only;
  }

  /**
   * Where it fails.
   *
   * @param gateway the one gateway that fails, as the fleet knows it; null if there is none
   */
  Where where(@Nullable String gateway) {
    String key = alone(Axis.KEY);
    if (key != null) {
      return new Where(Where.Kind.ONE_KEY, key);
    }
    String version = alone(Axis.VERSION);
    if (version != null) {
      return new Where(Where.Kind.ONE_VERSION, version);
    }
    if (gateway != null) {
      return new Where(Where.Kind.ONE_GATEWAY, gateway);
    }
    String model = Spread.of(minute, Axis.MODEL).only();
    if (model != null) {
      return new Where(Where.Kind.ONE_MODEL, model);
    }
    String endpoint = Spread.of(minute, Axis.ENDPOINT).only();
    return endpoint == null ? Where.WIDE : new Where(Where.Kind.ONE_ENDPOINT, endpoint);
  }

  private @Nullable String alone(Axis axis) {
    String value = Spread.alone(minute, axis);
    return value == null || NOBODY.contains(value) ? null : value;
  }
}
