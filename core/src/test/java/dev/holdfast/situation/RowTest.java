package dev.holdfast.situation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.upstream.Indicator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The table over all cases there are. */
class RowTest {
  private static final List<Case> ALL = all();

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Indicator light : Indicator.values()) {
      for (Level level : Level.values()) {
        for (Strength match : Strength.values()) {
          for (int bits = 0; bits < 1 << Fact.values().length; bits++) {
            cases.add(new Case(light, level, match, facts(bits)));
          }
        }
      }
    }
    return cases;
  }

  private static Set<Fact> facts(int bits) {
    EnumSet<Fact> facts = EnumSet.noneOf(Fact.class);
    for (Fact fact : Fact.values()) {
      if ((bits & 1 << fact.ordinal()) != 0) {
        facts.add(fact);
      }
    }
    return facts;
  }

  private static void always(Predicate<Case> when, Predicate<Row> then) {
    List<Case> concerned = ALL.stream().filter(when).toList();
    assertThat(concerned).isNotEmpty();
    assertThat(concerned)
        .allSatisfy(one -> assertThat(then.test(Row.of(one))).as("%s", one).isTrue());
  }

  private static boolean fails(Case one) {
    return one.level() == Level.HIGH || one.level() == Level.ELEVATED;
  }

  @Test
  void everyCaseHasARowAndEveryRowACase() {
    assertThat(ALL).hasSize(4 * 4 * 3 * 512);
    Map<Row, Integer> decided = new EnumMap<>(Row.class);
    ALL.forEach(one -> decided.merge(Row.of(one), 1, Integer::sum));
    assertThat(decided.keySet()).containsExactly(Row.values());
  }

  @Test
  void localIsSaidOnLocalEvidenceOnly() {
    always(
        one -> !one.facts().contains(Fact.BETWEEN) && !one.facts().contains(Fact.ONE_SENDER),
        row -> row.cause() != Cause.LOCAL && row.cause() != Cause.LOCAL_NETWORK);
    always(one -> !fails(one), row -> row.advice() != Advice.FIX);
  }

  @Test
  void aKnownIncidentThatIsFeltFallsBack() {
    always(
        one ->
            fails(one)
                && one.match() == Strength.YES
                && !one.facts().contains(Fact.PAGE_OUT_OF_REACH),
        row -> row.id().equals("r04"));
  }

  @Test
  void aQuietUpstreamIsNeverLeft() {
    always(
        one -> one.level() == Level.QUIET,
        row -> row.advice() == Advice.RETRY || row.advice() == Advice.RETURN);
  }

  @Test
  void allClearIsSaidUnderAFreshGreenLightOnly() {
    always(
        one -> one.light() != Indicator.GREEN || one.level() != Level.QUIET,
        row -> row.cause() != Cause.ALL_CLEAR);
  }

  @Test
  void fallBackWithoutAnythingPostedNeedsAnOpenBreaker() {
    always(
        one ->
            one.match() != Strength.YES
                && (one.light() == Indicator.GREEN || one.light() == Indicator.UNKNOWN)
                && !one.facts().contains(Fact.RESOLVED_LATELY)
                && !one.facts().contains(Fact.BREAKER_OPEN),
        row -> row.advice() != Advice.FALL_BACK);
  }

  @Test
  void exitCodesFollowTheAdvice() {
    assertThat(Advice.values()).extracting(Advice::exit).containsExactly(0, 10, 20, 0, 30);
  }

  @Test
  void namesAreThoseOfTheTable() {
    Set<String> ids = new java.util.TreeSet<>();
    for (Row row : Row.values()) {
      ids.add(row.id());
    }
    assertThat(ids)
        .containsExactly(
            "r01a", "r01b", "r01c", "r02", "r03", "r04", "r05", "r06", "r07", "r08", "r09", "r10",
            "r11", "r12", "r13", "r14", "r15", "r16", "r17", "r18");
  }
}
