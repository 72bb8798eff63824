package dev.holdfast.situation;

import static dev.holdfast.upstream.Component.Status.OPERATIONAL;
import static dev.holdfast.upstream.Component.Status.PARTIAL_OUTAGE;
import static dev.holdfast.upstream.Posts.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.State;
import dev.holdfast.gauge.Feed;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Phase;
import dev.holdfast.situation.Signals.Recovery;
import dev.holdfast.situation.Signals.Where;
import dev.holdfast.situation.Survey.Known;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.Posts;
import dev.holdfast.upstream.Symptom;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From events to signals, and through to the situation. */
class SurveyTest extends SurveyWorld {
  @Test
  void nothingAtAllIsNoTraffic() {
    assertThat(signals().local().level()).isEqualTo(Level.NO_TRAFFIC);
    assertThat(row()).isEqualTo(Row.R01C);
  }

  @Test
  void levelsFollowTheLastMinute() {
    every(300, 0, at -> opus().ok(at, 1));
    assertThat(signals().local().level()).isEqualTo(Level.QUIET);
    opus().lost(ago(30), 1, 529);
    assertThat(signals().local().level()).isEqualTo(Level.ELEVATED);
    opus().lost(ago(29), 3, 529);
    assertThat(signals().local().level()).as("four").isEqualTo(Level.ELEVATED);
    opus().lost(ago(28), 6, 500);
    assertThat(signals().local().level()).as("ten of seventy").isEqualTo(Level.HIGH);
  }

  @Test
  void aBreakerThatNeverOpenedTellsOfNoFault() {
    every(60, 0, at -> opus().ok(at, 10));
    breaker("opus-5", State.CLOSED, null);
    assertThat(signals().local().level()).isEqualTo(Level.QUIET);
    assertThat(signals().local().since()).isNull();
  }

  @Test
  void fewOfManyAreQuiet() {
    every(60, 0, at -> opus().ok(at, 10));
    opus().lost(ago(30), 5, 529);
    assertThat(signals().local().level()).isEqualTo(Level.QUIET);
    opus().lost(ago(30), 5, 529);
    assertThat(signals().local().level()).isEqualTo(Level.ELEVATED);
  }

  @Test
  void failuresBeforeTheMinuteDoNotCount() {
    every(120, 60, at -> opus().lost(at, 1, 529));
    every(60, 0, at -> opus().ok(at, 1));
    assertThat(signals().local().level()).isEqualTo(Level.QUIET);
  }

  /** A breaker that lets one probe through now and then does not make an outage young. */
  @Test
  void failuresMinutesApartAreOneLongFault() {
    for (int i = 1460; i > 0; i -= 130) {
      opus().lost(ago(i), 1, 529);
    }
    breaker("opus-5", State.GATED, ago(30));
    assertThat(signals().local().since()).isEqualTo(ago(1460));
    assertThat(row()).isEqualTo(Row.R14_OPEN);
  }

  @Test
  void anOpenBreakerIsHighWithoutASample() {
    breaker("opus-5", State.GATED, ago(300));
    Signals signals = signals();
    assertThat(signals.local().level()).isEqualTo(Level.HIGH);
    assertThat(signals.local().breakerOpen()).isTrue();
    assertThat(signals.local().since()).isEqualTo(ago(300));
    assertThat(signals.local().fault().families()).containsExactly("opus-5");
    breaker("opus-5", State.HALF_OPEN, ago(300));
    assertThat(signals().local().level()).isEqualTo(Level.HIGH);
    breaker("opus-5", State.FORCED_CLOSED, ago(300));
    assertThat(signals().local().level()).isEqualTo(Level.NO_TRAFFIC);
  }

  @Test
  void theOnsetIsTheFirstBadSecond() {
    every(900, 700, at -> opus().ok(at, 2));
    every(700, 0, at -> opus().lost(at, 2, 529));
    Signals signals = signals();
    assertThat(signals.local().since()).isEqualTo(ago(700));
    assertThat(signals.local().fault())
        .isEqualTo(new LocalFault(ago(700), Set.of("opus-5"), Set.of(Symptom.ERRORS), 0));
    assertThat(row()).as("700 s").isEqualTo(Row.R12);
  }

  @Test
  void aKnownIncidentIsRecognised() {
    every(900, 300, at -> opus().ok(at, 2));
    every(300, 0, at -> opus().lost(at, 2, 529));
    Incident posted =
        incident("Errors on Claude Opus 5", "api").impact(Impact.MAJOR).created(ago(60)).build();
    status = Posts.status(NOW, PARTIAL_OUTAGE, posted);
    Situation situation = Situation.of(signals(), NOW);
    assertThat(situation.row()).isEqualTo(Row.R04);
    assertThat(situation.scope()).containsExactly("opus-5");
    assertThat(situation.verdict()).isEqualTo("Known incident: Errors on Claude Opus 5.");
  }

  @Test
  void anIncidentOnModelsThatAreNotUsedIsSaidAndDoesNotCount() {
    every(300, 0, at -> opus().ok(at, 1));
    Incident posted = incident("Errors on Claude Haiku 4.5", "api").build();
    status = Posts.status(NOW, PARTIAL_OUTAGE, posted);
    Signals signals = signals();
    assertThat(signals.page().indicator()).isEqualTo(Indicator.GREEN);
    assertThat(signals.page().elsewhere()).isTrue();
    assertThat(signals.models()).containsExactly("opus-5");
    assertThat(Situation.of(signals, NOW).remarks())
        .containsExactly("An incident is posted on models you do not use.");
  }

  @Test
  void symptomsAreTold() {
    every(60, 0, at -> opus().lost(at, 1, 504));
    assertThat(signals().local().fault().symptoms())
        .isEqualTo(Set.of(Symptom.ERRORS, Symptom.SLOW));
    every(60, 0, at -> opus().lost(at, 20, 500));
    assertThat(signals().local().fault().symptoms()).isEqualTo(Set.of(Symptom.ERRORS));
    every(60, 0, at -> opus().lost(at, 10, 401));
    assertThat(signals().local().fault().symptoms())
        .isEqualTo(Set.of(Symptom.ERRORS, Symptom.AUTH));
  }

  @Test
  void errorsFromBetweenAreOurs() {
    every(60, 0, at -> opus().ok(at, 1));
    every(60, 40, at -> opus().attempts(at, 1, Outcome.Lost.of(Loss.CONNECT, Phase.CONNECT)));
    assertThat(signals().local().fault().between()).isEqualTo(1);
    assertThat(row()).isEqualTo(Row.R03);
    status = Posts.status(NOW.minusSeconds(400), OPERATIONAL).failed("b", false, "no route");
    assertThat(row()).isEqualTo(Row.R02);
  }

  @Test
  void aFallbackElsewhereDoesNotHideTheOutage() {
    Feed elsewhere = opus().upstream("https://elsewhere.test");
    every(60, 0, at -> opus().lost(at, 1, 529));
    every(60, 0, at -> elsewhere.ok(at, 50));
    Signals signals = signals();
    assertThat(signals.local().level()).isEqualTo(Level.HIGH);
    assertThat(signals.where()).isEqualTo(Where.WIDE);
  }

  @Test
  void itIsKnownWhenAFaultIsOver() {
    every(900, 400, at -> opus().lost(at, 1, 529));
    every(400, 0, at -> opus().ok(at, 1));
    breaker("opus-5", State.CLOSED, ago(390));
    status = Posts.status(NOW, PARTIAL_OUTAGE);
    Signals signals = signals();
    assertThat(signals.local().level()).isEqualTo(Level.QUIET);
    assertThat(signals.local().since()).isEqualTo(ago(390));
    assertThat(signals.local().recovery()).isEqualTo(new Recovery(true, 20, 20));
    assertThat(row()).isEqualTo(Row.R09);
    breaker("opus-5", State.CLOSED, ago(200));
    assertThat(row()).as("closed three minutes ago").isEqualTo(Row.R10);
  }

  @Test
  void aQuietTimeWithoutAFaultBeforeItIsNoRecovery() {
    every(900, 0, at -> opus().ok(at, 1));
    breaker("opus-5", State.CLOSED, Instant.MIN);
    assertThat(signals().local().recovery()).isEqualTo(Recovery.NONE);
    assertThat(signals().local().since()).isNull();
  }

  @Test
  void resolvedIsRememberedWhileItMayBeOurs() {
    every(60, 0, at -> opus().lost(at, 1, 529));
    Incident over =
        incident("Errors on Claude Opus 5", "api")
            .created(ago(3_600))
            .post(40, Incident.Status.RESOLVED, "Over.")
            .build();
    Incident other =
        incident("Errors on Claude Haiku 4.5", "api")
            .created(ago(3_600))
            .post(50, Incident.Status.RESOLVED, "Over.")
            .build();
    status = status.past(Posts.page(OPERATIONAL, over, other));
    assertThat(signals().page().resolved()).isEqualTo(ago(1_200));
    assertThat(row()).isEqualTo(Row.R05);
  }

  @Test
  void pinsReachTheMatch() {
    every(60, 0, at -> opus().lost(at, 1, 529));
    Incident posted = incident("Claude Code crashes", "code").created(ago(60)).build();
    status = Posts.status(NOW, OPERATIONAL, posted);
    assertThat(row()).isEqualTo(Row.R12);
    known = new Known(REMEDY, Map.of(posted.id(), IncidentMatch.Pin.SAME), null, null, false, null);
    assertThat(row()).isEqualTo(Row.R04);
  }
}
