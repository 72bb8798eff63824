package dev.holdfast.situation;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.situation.Signals.Local;
import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.upstream.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signals as the table asks for them: nothing but a choice of few values, so that all cases can
 * be gone through.
 */
record Case(Indicator light, Level level, Strength match, Set<Fact> facts) {
  private static final Duration LATELY = Duration.ofMinutes(60);
  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final Duration OLD = Duration.ofMinutes(15);
  private static final int PROBES = 20;
  private static final double WELL = 0.95;

  static Case of(Signals signals, Instant now) {
    List<IncidentMatch> incidents = signals.page().incidents();
    Strength best = incidents.isEmpty() ? Strength.NO : incidents.get(0).strength();
    return new Case(signals.page().indicator(), signals.local().level(), best, facts(signals, now));
  }

  private static Set<Fact> facts(Signals signals, Instant now) {
    Local local = signals.local();
    LocalFault fault = local.fault();
    Map<Fact, Boolean> all = new EnumMap<>(Fact.class);
    all.put(Fact.BETWEEN, fault != null && fault.mostlyBetween());
    all.put(Fact.PAGE_OUT_OF_REACH, !signals.page().reachable());
    all.put(Fact.RESOLVED_LATELY, lately(signals.page().resolved(), now));
    all.put(Fact.RECOVERED, recovered(local, now));
    all.put(
        Fact.API_INCIDENT,
        signals.page().incidents().stream().anyMatch(IncidentMatch::concernsApi));
    all.put(Fact.OLD, lasts(local.since(), OLD, now));
    all.put(Fact.BREAKER_OPEN, local.breakerOpen());
    switch (signals.where().kind()) {
      case ONE_KEY, ONE_VERSION, ONE_GATEWAY -> all.put(Fact.ONE_SENDER, true);
      case ONE_MODEL, ONE_ENDPOINT -> all.put(Fact.ONE_PLACE, true);
      case WIDE -> {}
    }
    return all.keySet().stream().filter(all::get).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean lately(@Nullable Instant then, Instant now) {
    return then != null && !then.isAfter(now) && !then.isBefore(now.minus(LATELY));
  }

  private static boolean recovered(Local local, Instant now) {
    Recovery recovery = local.recovery();
    return local.level() == Level.QUIET
        && recovery.afterHigh()
        && lasts(local.since(), SETTLED, now)
        && recovery.probes() >= PROBES
        && recovery.good() >= WELL * recovery.probes();
  }

  private static boolean lasts(@Nullable Instant since, Duration least, Instant now) {
    return since != null && !now.isBefore(since.plus(least));
  }
}
