package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for alerts whatever their rule: restarts, jumps, silences, reminders, flapping. */
class AlertRulesTest {
  private static final String KEY = "holdfast/default/sustained-5xx/v1/messages";

  private final AlertWorld world = new AlertWorld();

  private Silence silence(Duration lasting, String name, String value) {
    return new Silence("s1", Map.of(name, value), world.now.plus(lasting), "ada");
  }

  // Restarts.

  @Test
  void afterARestartWhatWasToldIsNotToldAgainAndEndsOnce() {
    world.failing(400, 529, 10);
    assertThat(world.pages()).hasSize(1);
    String id = world.pages().get(0).name().id();
    world.restart(20);
    world.failing(60, 529, 10);
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    world.well(900);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
    assertThat(world.told(What.RESOLVED).get(0).name().id()).isEqualTo(id);
    assertThat(world.told(What.RESOLVED).get(0).name().key()).isEqualTo(KEY);
  }

  @Test
  void afterARestartAWholeWindowMustBeWatched() {
    world.failing(400, 529, 10);
    world.restart(20);
    world.well(290);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    world.well(20);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void aShortRestartDoesNotHideHowLongItLasts() {
    world.failing(200, 529, 10);
    world.restart(20);
    world.failing(100, 529, 10);
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).status().since()).isEqualTo(AlertWorld.START);
  }

  @Test
  void afterALongPauseWhatWasPendingBeginsAnew() {
    world.failing(200, 529, 10);
    world.restart(600);
    world.failing(290, 529, 10);
    assertThat(world.pages()).isEmpty();
    world.failing(20, 529, 10);
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void openAlertsOfEachRuleEndAfterARestart() {
    Feed two = world.feed.by("two", "v1");
    world.pass(60, at -> two.ok(at, 10));
    Feed fresh = world.feed.by("two", "v2");
    world.pass(
        700,
        at -> {
          fresh.ok(at, 6);
          fresh.lost(at, 2, 422);
          world.feed.lost(at, 2, 404);
        });
    world.pass(100, at -> two.lost(at, 30, 401));
    int open = world.told(What.TRIGGERED).size();
    assertThat(world.told(What.TRIGGERED).stream().map(Alert::rule))
        .contains(AlertRule.AUTH, AlertRule.DEPLOY, AlertRule.CLIENT);
    world.restart(10);
    Feed again = world.feed.by("two", "v2");
    world.pass(1500, at -> again.ok(at, 10));
    assertThat(world.told(What.TRIGGERED)).hasSize(open);
    assertThat(world.told(What.RESOLVED)).hasSize(open);
  }

  // Clocks.

  @Test
  void aJumpOfTheClockDoesNotMakeAShortTroubleLong() {
    world.failing(60, 529, 10);
    world.now = world.now.plus(Duration.ofMinutes(20));
    world.failing(60, 529, 10);
    assertThat(world.pages()).isEmpty();
    world.failing(250, 529, 10);
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    world.failing(400, 529, 10);
    assertThat(world.pages()).hasSize(1);
    world.now = world.now.minus(Duration.ofHours(2));
    world.well(900);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
    world.failing(400, 529, 10);
    assertThat(world.pages()).hasSize(2);
  }

  @Test
  void theSameMomentTwiceIsSeenOnce() {
    world.failing(400, 529, 10);
    assertThat(world.evaluate()).isEmpty();
  }

  // Flapping.

  @Test
  void whatComesAndGoesStaysUntilItWasGoneForLong() {
    for (int i = 0; i < 3; i++) {
      world.failing(320, 529, 10).well(420);
    }
    assertThat(world.told(What.TRIGGERED)).hasSize(3);
    assertThat(world.told(What.RESOLVED)).hasSize(2);
    assertThat(world.alert(AlertRule.SUSTAINED).is(Mark.FLAPPING)).isTrue();
    world.failing(320, 529, 10).well(420);
    assertThat(world.told(What.TRIGGERED)).hasSize(3);
    world.well(800);
    assertThat(world.told(What.RESOLVED)).hasSize(3);
  }

  // Silence of the traffic.

  @Test
  void noTrafficIsNoGoodNews() {
    world.failing(400, 529, 10);
    world.quiet(2050);
    assertThat(world.told(What.HELD)).isEmpty();
    world.quiet(100);
    assertThat(world.told(What.HELD)).hasSize(1);
    world.quiet(3600);
    assertThat(world.told(What.HELD)).hasSize(1);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    assertThat(world.alert(AlertRule.SUSTAINED).is(Mark.NO_TRAFFIC)).isTrue();
    world.well(320);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  // Reminders, hands.

  @Test
  void itIsToldAgainAfterFourHours() {
    world.failing(400, 529, 10);
    world.pass(Duration.ofHours(9), at -> world.feed.recovered(at, 1, 529));
    assertThat(world.told(What.REMINDED)).hasSize(2);
  }

  @Test
  void whatSomebodyHasTakenOnIsNotToldAgain() {
    world.failing(400, 529, 10);
    assertThat(world.rules.acknowledge("holdfast/default/auth-401/x")).isFalse();
    assertThat(world.rules.acknowledge(KEY)).isTrue();
    world.restart(10);
    world.pass(Duration.ofHours(5), at -> world.feed.recovered(at, 1, 529));
    assertThat(world.told(What.REMINDED)).isEmpty();
    assertThat(world.alert(AlertRule.SUSTAINED).is(Mark.ACKNOWLEDGED)).isTrue();
  }

  @Test
  void somebodyMaySayThatItIsOver() {
    world.failing(400, 529, 10);
    assertThat(world.rules.close(KEY, world.now).what()).isEqualTo(What.RESOLVED);
    assertThat(world.rules.close(KEY, world.now)).isNull();
    assertThat(world.rules.alerts()).isEmpty();
    world.well(600);
    assertThat(world.told(What.RESOLVED)).as("told by the closing").isEmpty();
  }

  // Silences.

  @Test
  void aSilencedAlertDisturbsNobody() {
    world.rules.silence(silence(Duration.ofHours(1), "endpoint", "/v1/mess*"));
    world.failing(400, 529, 10);
    assertThat(world.told).isEmpty();
    assertThat(world.alert(AlertRule.SUSTAINED).is(Mark.SILENCED)).isTrue();
    world.well(900);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    assertThat(world.rows()).singleElement().asString().startsWith("Told nobody: /v1/messages");
  }

  @Test
  void whenTheSilenceEndsWhatStillFiresIsTold() {
    world.rules.silence(silence(Duration.ofMinutes(10), "rule", "sustained-5xx"));
    world.failing(590, 529, 10);
    assertThat(world.told(What.TRIGGERED)).isEmpty();
    world.failing(20, 529, 10);
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    assertThat(world.rules.silences()).isEmpty();
  }

  @Test
  void whatWasToldBeforeTheSilenceEndsAloud() {
    world.failing(400, 529, 10);
    world.rules.silence(silence(Duration.ofHours(1), "level", "page"));
    world.well(900);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void otherAlertsAreNotSilenced() {
    world.rules.silence(silence(Duration.ofHours(1), "endpoint", "/v1/models"));
    world.failing(400, 529, 10);
    assertThat(world.pages()).hasSize(1);
    assertThat(world.rules.unsilence("s1")).isTrue();
    assertThat(world.rules.unsilence("s1")).isFalse();
  }

  @Test
  void aRefusedKeyExplainsWhatElseIsWrongWithIt() {
    Feed old = world.feed.by("two", "v1");
    Feed fresh = world.feed.by("two", "v2");
    world.pass(60, at -> old.ok(at, 10));
    world.pass(
        700,
        at -> {
          fresh.ok(at, 2);
          fresh.lost(at, 4, 401);
          fresh.lost(at, 4, 422);
        });
    assertThat(world.pages().stream().map(Alert::rule)).containsExactly(AlertRule.AUTH);
    assertThat(world.alert(AlertRule.DEPLOY).is(Mark.INHIBITED)).isTrue();
  }
}
