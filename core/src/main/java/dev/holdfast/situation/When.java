package dev.holdfast.situation;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.upstream.Indicator;
import java.util.EnumSet;
import java.util.Set;

/** When a row of the table holds; what is not asked for may be anything. */
record When(Set<Indicator> lights, Set<Level> levels, Set<Strength> matches, Set<Fact> facts) {
  When {
    lights = Set.copyOf(lights);
    levels = Set.copyOf(levels);
    matches = Set.copyOf(matches);
    facts = Set.copyOf(facts);
  }

  /** Whatever the page says. */
  static When any() {
    return new When(
        EnumSet.allOf(Indicator.class),
        EnumSet.allOf(Level.class),
        EnumSet.allOf(Strength.class),
        EnumSet.noneOf(Fact.class));
  }

  /** When the light is one of these. */
  static When light(Indicator first, Indicator... more) {
    return new When(EnumSet.of(first, more), any().levels, any().matches, any().facts);
  }

  /** And the level is one of these. */
  When and(Level first, Level... more) {
    return new When(lights, EnumSet.of(first, more), matches, facts);
  }

  /** And the best match is one of these. */
  When and(Strength first, Strength... more) {
    return new When(lights, levels, EnumSet.of(first, more), facts);
  }

  /** And all of these are true. */
  When and(Fact first, Fact... more) {
    return new When(lights, levels, matches, EnumSet.of(first, more));
  }

  boolean holds(Case one) {
    return lights.contains(one.light())
        && levels.contains(one.level())
        && matches.contains(one.match())
        && one.facts().containsAll(facts);
  }
}
