package dev.holdfast.alert;

import static dev.holdfast.alert.AlertWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import dev.holdfast.verdict.Answers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P1, N1 and N2: when failures of the upstream page, and when they leave a line. */
class OutageTest {
  private final AlertWorld world = new AlertWorld();

  @Test
  void justUnderFiveMinutesIsNoPage() {
    world.well(600).failing(290, 500, 4).well(600);
    assertThat(world.told(What.TRIGGERED)).isEmpty();
    assertThat(world.rows())
        .containsExactly(
            "Not paged: 500 burst 4 m 49 s, 1160 attempts, 1160 recovered, 0 fell back, 0 lost");
  }

  @Test
  void justOverFiveMinutesIsOnePage() {
    world.well(600).failing(310, 500, 4).well(600);
    assertThat(world.pages()).hasSize(1);
    Alert page = world.pages().get(0);
    assertThat(page.rule()).isEqualTo(AlertRule.SUSTAINED);
    assertThat(page.name().key()).isEqualTo("holdfast/default/sustained-5xx/v1/messages");
    assertThat(page.status().since()).isEqualTo(START.plusSeconds(600));
    assertThat(page.status().fired()).isEqualTo(START.plusSeconds(910));
    assertThat(page.story().summary())
        .isEqualTo(
            "/v1/messages failed for 5 m 9 s: 29 % of 4340 attempts (500 ×1240), 0 % of calls lost");
    assertThat(world.told(What.RESOLVED)).hasSize(1);
    assertThat(world.rules.alerts()).isEmpty();
  }

  @Test
  void overloadThatPassesLeavesALine() {
    world.well(60).failing(240, 529, 10);
    assertThat(world.alert(AlertRule.BURST_529).state()).isEqualTo(AlertState.PENDING);
    assertThat(world.alert(AlertRule.BURST_529).status().level()).isEqualTo(AlertLevel.LOG);
    world.well(70);
    assertThat(world.rows())
        .containsExactly(
            "Not paged: 529 burst 3 m 59 s, 2400 attempts, 2400 recovered, 0 fell back, 0 lost");
    assertThat(world.told(What.LOGGED).get(0).name().key())
        .isEqualTo("holdfast/default/routine-529/v1/messages");
    assertThat(world.told).hasSize(1);
  }

  @Test
  void overloadThatLastsBecomesAPageUnderTheSameId() {
    world.well(60).failing(240, 529, 10);
    String id = world.alert(AlertRule.BURST_529).name().id();
    world.failing(120, 529, 10);
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).rule()).isEqualTo(AlertRule.SUSTAINED);
    assertThat(world.pages().get(0).name().id()).isEqualTo(id);
    assertThat(world.rows()).isEmpty();
  }

  @Test
  void overloadMayBeGivenLonger() {
    OutageSettings patient = OutageSettings.defaults().overloadFor(Duration.ofMinutes(15));
    AlertSettings settings = AlertSettings.defaults();
    AlertWorld other = new AlertWorld(settings.with(settings.rules().with(patient)));
    other.well(60).failing(890, 529, 10);
    assertThat(other.pages()).isEmpty();
    other.failing(60, 529, 10);
    assertThat(other.pages()).hasSize(1);
  }

  @Test
  void unavailabilityIsABurstOfItsOwnKind() {
    world.well(60).failing(60, 503, 5).failing(60, 502, 2).well(120);
    assertThat(world.told(What.LOGGED).get(0).rule()).isEqualTo(AlertRule.BURST_503);
    assertThat(world.told(What.LOGGED).get(0).story().details())
        .containsEntry("codes", "503 ×300, 502 ×120");
  }

  @Test
  void theLineTellsWhatCarriedTheCalls() {
    Feed sonnet = world.feed.model("sonnet-5");
    world.well(60);
    world.pass(
        60,
        at -> {
          world.feed.recovered(at, 3, 529);
          world.feed.fellBack(at, 2, 529, sonnet);
          world.feed.lost(at, 1, 529);
        });
    world.well(120);
    assertThat(world.rows())
        .containsExactly(
            "Not paged: 529 burst 59 s, 360 attempts, 180 recovered, 120 fell back, 60 lost");
  }

  @Test
  void aFewFailuresLeaveNoLine() {
    world.well(60).pass(4, at -> world.feed.recovered(at, 1, 529)).quiet(30).well(180);
    assertThat(world.told).isEmpty();
  }

  @Test
  void oneGoodHalfMinuteDoesNotHideAnOutage() {
    world.well(60).failing(180, 500, 5).well(30).failing(180, 500, 5);
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void burstsThatKeepComingAreToldButWakeNobody() {
    for (int i = 0; i < 3; i++) {
      world.failing(120, 529, 5).well(120);
    }
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    Alert guard = world.told(What.TRIGGERED).get(0);
    assertThat(guard.rule()).isEqualTo(AlertRule.BURSTS);
    assertThat(guard.status().level()).isEqualTo(AlertLevel.NOTIFY);
    assertThat(world.rows()).hasSize(3);
    world.well(1800);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void behindAnOpenBreakerSilenceKeepsItPending() {
    world.well(60).failing(60, 500, 10);
    world.breaker(true);
    world.quiet(600);
    assertThat(world.pages()).isEmpty();
    assertThat(world.alert(AlertRule.SUSTAINED).state()).isEqualTo(AlertState.PENDING);
  }

  @Test
  void whatAFallbackCarriesDoesNotHideTheModelThatFails() {
    Feed sonnet = world.feed.model("sonnet-5");
    world.well(60).failing(60, 529, 10);
    world.breaker(true);
    world.pass(
        400,
        at -> {
          sonnet.ok(at, 10);
          if (at.getEpochSecond() % 5 == 0) {
            world.feed.attempts(at, 1, Answers.status(529, "request-id", "r"));
          }
        });
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).story().details())
        .containsEntry("breaker open", "opus-5")
        .containsEntry("models that are fine", "sonnet-5");
    world.pass(900, at -> sonnet.ok(at, 10));
    assertThat(world.told(What.RESOLVED)).as("the model was not heard of").isEmpty();
  }

  @Test
  void answersThroughTheOpenBreakerProveTheEnd() {
    world.well(60).failing(360, 529, 10);
    world.breaker(true);
    world.quiet(60);
    world.pass(
        130,
        at -> {
          if (at.getEpochSecond() % 5 == 0) {
            world.feed.ok(at, 1);
          }
        });
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void lowTrafficPagesToo() {
    world.pass(
        400,
        at -> {
          if (at.getEpochSecond() % 12 == 0) {
            world.feed.lost(at, 1, 500);
          }
        });
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).status().fired()).isEqualTo(START.plusSeconds(320));
  }

  @Test
  void veryLowTrafficNeedsTenFailuresWithinHalfAnHour() {
    world.pass(
        3600,
        at -> {
          if (at.getEpochSecond() % 240 == 0) {
            world.feed.lost(at, 1, 500);
          }
        });
    assertThat(world.pages()).as("eight in half an hour").isEmpty();
    world.pass(
        3600,
        at -> {
          if (at.getEpochSecond() % 60 == 0) {
            world.feed.lost(at, 1, 500);
          }
        });
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void aTenthOfTheAttemptsIsTheLine() {
    world.pass(
        900,
        at -> {
          world.feed.ok(at, 91);
          world.feed.lost(at, 9, 500);
        });
    assertThat(world.told).isEmpty();
    world.pass(
        400,
        at -> {
          world.feed.ok(at, 90);
          world.feed.lost(at, 10, 500);
        });
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void lostCallsMakeItCritical() {
    world.well(60).failing(310, 529, 10);
    assertThat(world.pages().get(0).status().severity()).isEqualTo(Severity.WARNING);
    world.losing(30, 529, 5);
    assertThat(world.told(What.CHANGED)).hasSize(1);
    assertThat(world.told(What.CHANGED).get(0).status().severity()).isEqualTo(Severity.CRITICAL);
    world.failing(600, 529, 10);
    assertThat(world.told(What.CHANGED)).as("it does not get better in between").hasSize(1);
  }

  @Test
  void whatAFallbackCarriesMayBeLeftToThoseWhoLookUntilCallsAreLost() {
    RuleSettings rules = RuleSettings.defaults();
    OutageSettings carried = rules.outage().carried(AlertLevel.NOTIFY);
    AlertWorld world = new AlertWorld(AlertSettings.defaults().with(rules.with(carried)));
    world.well(300).failing(400, 500, 5);
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    world.losing(60, 500, 5);
    Alert worse = world.told(What.CHANGED).get(0);
    assertThat(worse.status().level()).isEqualTo(AlertLevel.PAGE);
  }

  @Test
  void anEndIsToldAsBadAsTheTroubleWas() {
    AlertWorld world = new AlertWorld().well(300).losing(400, 500, 5).well(600);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
    Alert end = world.told(What.RESOLVED).get(0);
    assertThat(end.status().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(end.status().level()).isEqualTo(AlertLevel.PAGE);
  }

  @Test
  void twoEndpointsAreTwoAlerts() {
    Feed count = world.feed.path("/v1/messages/count_tokens");
    world.pass(
        400,
        at -> {
          world.feed.lost(at, 2, 500);
          count.lost(at, 2, 500);
        });
    assertThat(world.pages().stream().map(a -> a.name().key()))
        .containsExactlyInAnyOrder(
            "holdfast/default/sustained-5xx/v1/messages",
            "holdfast/default/sustained-5xx/v1/messages/count_tokens");
  }

  @Test
  void theWayToTheUpstreamIsOneTroubleHoweverManyEndpointsItBreaks() {
    Feed count = world.feed.path("/v1/messages/count_tokens");
    world.pass(
        400,
        at -> {
          world.feed.attempts(at, 2, Answers.REFUSED_CONNECTION);
          count.attempts(at, 2, Answers.REFUSED_CONNECTION);
        });
    assertThat(world.pages().stream().map(a -> a.name().scope())).containsExactly("egress");
    assertThat(world.rules.alerts().stream().filter(a -> a.is(Mark.INHIBITED))).hasSize(2);
    world.pass(
        900,
        at -> {
          world.feed.ok(at, 2);
          count.ok(at, 2);
        });
    assertThat(world.told(What.RESOLVED)).hasSize(1);
    assertThat(world.rows()).hasSize(2).allMatch(row -> row.startsWith("Told nobody"));
  }

  @Test
  void aShortTroubleOnTheWayLeavesOneLine() {
    world.well(60);
    world.pass(60, at -> world.feed.attempts(at, 2, Answers.REFUSED_CONNECTION)).well(120);
    assertThat(world.rows()).hasSize(1);
  }

  @Test
  void aFallbackElsewhereThatFailsIsNoEmergency() {
    Feed elsewhere = world.feed.upstream("https://bedrock.test");
    world.pass(
        400,
        at -> {
          world.feed.ok(at, 5);
          elsewhere.recovered(at, 2, 500);
        });
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED).get(0).status().level()).isEqualTo(AlertLevel.NOTIFY);
  }

  @Test
  void theCauseIsTold() {
    world.surroundings =
        world.surroundings.because(new Explanation("known", "Matches incident X."));
    world.failing(310, 529, 10);
    assertThat(world.pages().get(0).story().cause().word()).isEqualTo("known");
  }
}
