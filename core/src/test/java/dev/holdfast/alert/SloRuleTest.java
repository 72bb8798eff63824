package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tickets for those who have made a promise. */
class SloRuleTest {
  private final AlertWorld world = new AlertWorld(AlertSettings.defaults().with(Slo.of(0.99)));

  /** So many calls a minute, of which one in so many fails. */
  private void calls(Duration time, int perMinute, int oneIn) {
    world.pass(
        time,
        at -> {
          if (at.getEpochSecond() % 60 == 0) {
            int lost = oneIn == 0 ? 0 : perMinute / oneIn;
            world.feed.ok(at, perMinute - lost);
            world.feed.lost(at, lost, 500);
          }
        });
  }

  private long tickets(AlertRule rule) {
    return world.told(What.TRIGGERED).stream()
        .filter(a -> a.rule() == rule && a.status().level() == AlertLevel.TICKET)
        .count();
  }

  @Test
  void anHourOfFastBurningMakesATicket() {
    calls(Duration.ofMinutes(30), 100, 0);
    calls(Duration.ofMinutes(50), 100, 5);
    assertThat(tickets(AlertRule.SLO_FAST)).isEqualTo(1);
    assertThat(tickets(AlertRule.SLO_TREND)).isEqualTo(1);
    calls(Duration.ofMinutes(10), 100, 0);
    assertThat(world.told(What.RESOLVED).stream().filter(a -> a.rule() == AlertRule.SLO_FAST))
        .hasSize(1);
  }

  @Test
  void aBriefOneDoesNot() {
    calls(Duration.ofMinutes(70), 100, 0);
    calls(Duration.ofMinutes(4), 100, 5);
    assertThat(tickets(AlertRule.SLO_FAST)).isZero();
  }

  @Test
  void slowBurningMakesAnotherTicket() {
    calls(Duration.ofHours(2), 100, 0);
    calls(Duration.ofHours(6), 100, 14);
    assertThat(tickets(AlertRule.SLO_FAST)).isZero();
    assertThat(tickets(AlertRule.SLO_SLOW)).isEqualTo(1);
  }

  @Test
  void withFewCallsThereIsNoRate() {
    calls(Duration.ofHours(2), 10, 5);
    assertThat(tickets(AlertRule.SLO_FAST)).isZero();
  }

  @Test
  void whatTheCallerAskedWronglyBreaksNoPromise() {
    world.pass(
        Duration.ofMinutes(70),
        at -> {
          if (at.getEpochSecond() % 60 == 0) {
            world.feed.ok(at, 50);
            world.feed.lost(at, 50, 422);
          }
        });
    assertThat(tickets(AlertRule.SLO_FAST)).isZero();
  }
}
