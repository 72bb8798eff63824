package dev.holdfast.gateway.page;

import dev.holdfast.alert.OpenBreaker;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.gateway.fleet.Telling;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Pulse;
import dev.holdfast.gauge.Pulse.Height;
import dev.holdfast.gauge.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all gateways counted, this one included, and what is known of them besides. */
final class Together {
  /** Who was not heard of for so long has no breakers any more. */
  private static final Duration PRESENT = Duration.ofSeconds(45);

  /** Limits that do not change are told again, for gateways that come later. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final String name;
  private final String life = UUID.randomUUID().toString();
  private final Gauges gauges;
  private final Gateways gateways;
  private final Map<String, Heard> others = new HashMap<>();
  private final Set<Height> said = new HashSet<>();
  private Instant next = Instant.MIN;
  private Instant forgotten = Instant.MIN;
  private @Nullable Telling underWay;

  private record Heard(Telling last, Instant at) {}

  /**
   * Nothing yet.
   *
   * @param name of this gateway
   * @param home the upstream that counts are about
   */
  Together(String name, String home) {
    this.name = name;
    this.gauges = new Gauges(home);
    this.gateways = new Gateways(home);
  }

  /** The counts of all. */
  Gauges gauges() {
    return gauges;
  }

  /** What there is to tell since the last telling that others heard. */
  Telling telling(Snapshot own, Surroundings around) {
    Pulse pulse = own.pulse(next);
    if (forgotten.isBefore(own.at().minus(AGAIN))) {
      said.clear();
      forgotten = own.at();
    }
    List<Height> news = pulse.limits().stream().filter(limit -> !said.contains(limit)).toList();
    Pulse told = new Pulse(pulse.at(), pulse.counts(), pulse.keys(), news);
    underWay = new Telling(name, life, told, around.open(), around.replaced());
    return underWay;
  }

  /** The telling arrived, and so did those of others. */
  void hear(List<Telling> heard, Instant now) {
    for (Telling telling : heard) {
      add(telling);
      others.put(telling.life(), new Heard(telling, now));
    }
    others.values().removeIf(one -> one.at().isBefore(now.minus(PRESENT)));
    Telling own = underWay;
    if (own != null) {
      add(own);
      next = own.pulse().at();
      said.addAll(own.pulse().limits());
      underWay = null;
    }
  }

  private void add(Telling telling) {
    gauges.add(telling.pulse());
    gateways.add(telling);
  }

  /** The one gateway that fails while others are well; null if there is none. */
  @Nullable String failing(Instant then) {
    return gateways.failing(then);
  }

  /** From when on all that was counted is known second by second. */
  Instant since(Instant now) {
    return gauges.snapshot(now).since();
  }

  /** What is around all of them, as far as they were heard of lately. */
  Surroundings around(Surroundings own) {
    Set<OpenBreaker> open = new HashSet<>(own.open());
    Set<String> replaced = new HashSet<>(own.replaced());
    for (Heard one : others.values()) {
      open.addAll(one.last().open());
      replaced.addAll(one.last().replaced());
    }
    return new Surroundings(open, own.cause(), own.canaries(), own.authTrouble(), replaced);
  }
}
