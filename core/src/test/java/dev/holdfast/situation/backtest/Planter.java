package dev.holdfast.situation.backtest;

import dev.holdfast.situation.LocalFault;
import dev.holdfast.situation.backtest.Planted.Kind;
import dev.holdfast.upstream.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plants faults into a history: what is an incident and what is not is known by construction. */
final class Planter {
  private static final int DRAWS = 5;
  private static final Duration AWAY = Duration.ofHours(6);
  private static final Duration MONTHS = Duration.ofDays(90);
  private static final Duration AROUND = Duration.ofMinutes(90);

  /** After so many minutes a fault is looked at. */
  private static final int[] LOOKS = {2, 10, 30};

  /** How late the first post comes after the impact began, in minutes, by tenths (2026). */
  private static final int[] LAG = {1, 5, 7, 9, 11, 13, 16, 20, 27, 36, 60};

  private final History history;
  private final Random random;
  private final List<Planted> planted = new ArrayList<>();

  Planter(History history, long seed) {
    this.history = history;
    this.random = new Random(seed);
  }

  List<Planted> plant() {
    for (Past past : history.all()) {
      if (past.plain()) {
        for (int i = 0; i < DRAWS; i++) {
          around(past);
        }
      }
    }
    return planted;
  }

  private void around(Past past) {
    switch (past.truth().about()) {
      case API -> {
        String family = hit(past);
        Instant onset = onset(past);
        inside(past, family, onset);
        shifted(family, onset);
        otherModel(past, onset);
        look(past, onset, 1, Kind.OWN_NETWORK, fault(family, onset, Symptom.ERRORS, 1));
        look(past, onset, 1, Kind.OWN_KEY, fault(family, onset, Symptom.AUTH, 0));
      }
      case OTHERS -> otherProduct(past);
      case UNCLEAR -> {}
    }
  }

  private void inside(Past past, String family, Instant onset) {
    for (int minutes : LOOKS) {
      look(past, onset, minutes, Kind.INSIDE, fault(family, onset, Symptom.ERRORS, 0));
    }
  }

  /** Looks once both the fault and the post are there, as long as the incident is open. */
  private void look(Past past, Instant onset, int minutes, Kind kind, LocalFault fault) {
    Instant both = onset.isAfter(past.flagged()) ? onset : past.flagged();
    Instant now = both.plus(Duration.ofMinutes(minutes));
    if (now.isBefore(past.mended())) {
      String family = fault.families().iterator().next();
      planted.add(
          new Planted(kind, fault, now, kind == Kind.INSIDE ? truth(family, now) : Set.of()));
    }
  }

  private void shifted(String family, Instant onset) {
    Duration shift = AWAY.plusMinutes(random.nextInt(42 * 60));
    Instant there = random.nextBoolean() ? onset.plus(shift) : onset.minus(shift);
    apart(Kind.SHIFTED, family, there);
  }

  private void otherModel(Past past, Instant onset) {
    List<String> others =
        families(past).stream().filter(family -> !past.truth().touches(family)).toList();
    if (!others.isEmpty()) {
      apart(Kind.OTHER_MODEL, others.get(random.nextInt(others.size())), onset);
    }
  }

  private void otherProduct(Past past) {
    List<String> any = List.copyOf(families(past));
    if (!any.isEmpty()) {
      apart(Kind.OTHER_PRODUCT, any.get(random.nextInt(any.size())), onset(past));
    }
  }

  /** Planted only where no incident hits that model. */
  private void apart(Kind kind, String family, Instant onset) {
    if (history.hits(family, onset.minus(AROUND), onset.plus(AROUND))) {
      return;
    }
    for (int minutes : LOOKS) {
      Instant now = onset.plus(Duration.ofMinutes(minutes + LAG[5]));
      planted.add(new Planted(kind, fault(family, onset, Symptom.ERRORS, 0), now, Set.of()));
    }
  }

  private Set<String> truth(String family, Instant now) {
    return history.all().stream()
        .filter(past ->
            past.openAt(now)
                && past.truth().about() == Past.About.API
                && past.truth().touches(family))
        .map(past -> past.incident().id())
        .collect(Collectors.toSet());
  }

  private String hit(Past past) {
    List<String> named = List.copyOf(past.truth().families());
    List<String> from = named.isEmpty() ? List.copyOf(families(past)) : named;
    return from.isEmpty() ? "opus-5" : from.get(random.nextInt(from.size()));
  }

  /** Two of three begin with the impact, one of three joins later. */
  private Instant onset(Past past) {
    if (random.nextInt(3) > 0) {
      return past.created().minus(lag());
    }
    long length = Duration.between(past.created(), past.mended()).toSeconds();
    return past.created().plusSeconds(length <= 0 ? 0 : random.nextLong(length));
  }

  private Duration lag() {
    double at = random.nextDouble() * (LAG.length - 1);
    int step = (int) at;
    double minutes = LAG[step] + (at - step) * (LAG[step + 1] - LAG[step]);
    return Duration.ofSeconds(Math.round(minutes * 60));
  }

  /** The models that incidents of those months were about. */
  private Set<String> families(Past then) {
    Set<String> families = new TreeSet<>();
    for (Past past : history.all()) {
      Duration apart = Duration.between(past.created(), then.created()).abs();
      if (apart.compareTo(MONTHS) < 0) {
        families.addAll(past.truth().told());
      }
    }
    families.removeIf(family -> !family.matches(".*\\d.*"));
    return families;
  }

  private static LocalFault fault(String family, Instant onset, Symptom symptom, double between) {
    return new LocalFault(onset, Set.of(family), Set.of(symptom), between);
  }
}
