package dev.holdfast.situation;

import static dev.holdfast.situation.Fact.API_INCIDENT;
import static dev.holdfast.situation.Fact.BETWEEN;
import static dev.holdfast.situation.Fact.BREAKER_OPEN;
import static dev.holdfast.situation.Fact.OLD;
import static dev.holdfast.situation.Fact.ONE_PLACE;
import static dev.holdfast.situation.Fact.ONE_SENDER;
import static dev.holdfast.situation.Fact.PAGE_OUT_OF_REACH;
import static dev.holdfast.situation.Fact.RESOLVED_LATELY;
import static dev.holdfast.situation.IncidentMatch.Strength.NO;
import static dev.holdfast.situation.IncidentMatch.Strength.POSSIBLE;
import static dev.holdfast.situation.IncidentMatch.Strength.YES;
import static dev.holdfast.situation.Level.ELEVATED;
import static dev.holdfast.situation.Level.HIGH;
import static dev.holdfast.situation.Level.NO_TRAFFIC;
import static dev.holdfast.situation.Level.QUIET;
import static dev.holdfast.situation.When.any;
import static dev.holdfast.situation.When.light;
import static dev.holdfast.upstream.Indicator.AMBER;
import static dev.holdfast.upstream.Indicator.GREEN;
import static dev.holdfast.upstream.Indicator.RED;
import static dev.holdfast.upstream.Indicator.UNKNOWN;

import java.util.Locale;

/**
 * The decision table: the first row whose condition holds decides. It has an answer for every case;
 * a test goes through them all.
 *
 * <p>"Local" is said only on local evidence, never because a light is green: the page turns amber a
 * median 13 min after the errors begin. One failing model is no local evidence either: most
 * incidents are about one.
 */
@SuppressWarnings("ImmutableEnumChecker") // a When never changes, which no annotation says
public enum Row {
  R02(
      light(UNKNOWN).and(HIGH, ELEVATED).and(BETWEEN, PAGE_OUT_OF_REACH),
      Advice.FIX,
      Cause.LOCAL_NETWORK),
  R03(
      light(GREEN, UNKNOWN).and(HIGH, ELEVATED).and(NO, POSSIBLE).and(BETWEEN),
      Advice.FIX,
      Cause.LOCAL),
  R04(any().and(HIGH).and(YES), Advice.FALL_BACK, Cause.KNOWN),
  R04_FEW(any().and(ELEVATED).and(YES), Advice.FALL_BACK, Cause.KNOWN),
  R05(any().and(HIGH).and(RESOLVED_LATELY), Advice.FALL_BACK, Cause.STILL_FAILING),
  R06(light(RED).and(HIGH), Advice.FALL_BACK, Cause.POSSIBLE),
  R07(light(AMBER).and(HIGH), Advice.FALL_BACK, Cause.POSSIBLE),
  R08(light(AMBER, RED).and(ELEVATED), Advice.FALL_BACK, Cause.POSSIBLE),
  R09(light(AMBER, RED).and(QUIET).and(Fact.RECOVERED), Advice.RETURN, Cause.RECOVERED),
  R10(light(AMBER, RED).and(QUIET), Advice.RETRY, Cause.NOT_HITTING_YOU),
  R01A_POSTED(light(AMBER, RED).and(NO_TRAFFIC).and(API_INCIDENT), Advice.FALL_BACK, Cause.KNOWN),
  R01A(light(AMBER, RED).and(NO_TRAFFIC), Advice.FALL_BACK, Cause.POSSIBLE),
  R01B(light(UNKNOWN).and(NO_TRAFFIC), Advice.UNKNOWN, Cause.UNKNOWN),
  R01C(light(GREEN).and(NO_TRAFFIC), Advice.RETRY, Cause.UNKNOWN),
  R11(light(GREEN).and(HIGH, ELEVATED).and(ONE_SENDER), Advice.FIX, Cause.LOCAL),
  R13(light(GREEN).and(HIGH).and(OLD, ONE_PLACE), Advice.RETRY, Cause.NARROW),
  R14_OPEN(light(GREEN).and(HIGH).and(OLD, BREAKER_OPEN), Advice.FALL_BACK, Cause.UNPOSTED),
  R14(light(GREEN).and(HIGH).and(OLD), Advice.RETRY, Cause.UNPOSTED),
  R12(light(GREEN).and(HIGH), Advice.RETRY, Cause.UNCONFIRMED),
  R15(light(GREEN).and(ELEVATED), Advice.RETRY, Cause.NONE_POSTED),
  R16(light(GREEN).and(QUIET), Advice.RETRY, Cause.ALL_CLEAR),
  R17_OPEN(light(UNKNOWN).and(HIGH).and(BREAKER_OPEN), Advice.FALL_BACK, Cause.UNKNOWN),
  R17(light(UNKNOWN).and(HIGH), Advice.RETRY, Cause.UNKNOWN),
  R18(light(UNKNOWN).and(QUIET), Advice.RETRY, Cause.UNKNOWN),
  R18_FEW(light(UNKNOWN).and(ELEVATED), Advice.RETRY, Cause.UNKNOWN);

  private final When when;
  private final Advice advice;
  private final Cause cause;

  Row(When when, Advice advice, Cause cause) {
    this.when = when;
    this.advice = advice;
    this.cause = cause;
  }

  /** The row that decides a case. */
  static Row of(Case one) {
    for (Row row : values()) {
      if (row.when.holds(one)) {
        return row;
      }
    }
    throw new IllegalStateException("no row for " + one);
  }

  /** Its stable name: {@code r04}. A row and its variant share one. */
  public String id() {
    int variant = name().indexOf('_');
    return (variant < 0 ? name() : name().substring(0, variant)).toLowerCase(Locale.ROOT);
  }

  /** What to do. */
  public Advice advice() {
    return advice;
  }

  /** Why. */
  public Cause cause() {
    return cause;
  }
}
