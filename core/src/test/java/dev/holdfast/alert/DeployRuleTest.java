package dev.holdfast.alert;

import static dev.holdfast.alert.AlertWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import org.junit.jupiter.api.Test;

/** P4 and N3: requests that are refused, with and without a deploy that explains it. */
class DeployRuleTest {
  private final AlertWorld world = new AlertWorld();
  private final Feed old = world.feed.by("billing", "v1");
  private final Feed fresh = world.feed.by("billing", "v2");

  private void refused(Feed feed, int seconds, int status) {
    world.pass(
        seconds,
        at -> {
          feed.ok(at, 9);
          feed.lost(at, 1, status);
        });
  }

  @Test
  void aNewVersionThatIsRefused() {
    world.pass(600, at -> old.ok(at, 10));
    refused(fresh, 400, 422);
    assertThat(world.pages()).hasSize(1);
    Alert page = world.pages().get(0);
    assertThat(page.name().key())
        .isEqualTo("holdfast/default/post-deploy-422/billing/v2/v1/messages");
    assertThat(page.status().severity()).isEqualTo(Severity.ERROR);
    assertThat(page.story().details()).containsEntry("owner", "billing");
    assertThat(page.story().summary())
        .contains("billing v2, deployed 5 m")
        .contains("10 % of")
        .contains("(422 ×")
        .endsWith("0 % before");
  }

  @Test
  void malformedRequestsCountToo() {
    world.pass(600, at -> old.ok(at, 10));
    refused(fresh, 400, 400);
    assertThat(world.pages().get(0).rule()).isEqualTo(AlertRule.DEPLOY);
  }

  @Test
  void aToldDeployOfACallerThatNamesNoVersion() {
    Feed quiet = world.feed.by("billing", "-");
    world.pass(600, at -> quiet.ok(at, 10));
    world.rules.deployed(new Deploy("billing", "v42", world.now));
    refused(quiet, 400, 422);
    assertThat(world.pages().get(0).name().scope()).isEqualTo("billing/v42/v1/messages");
  }

  @Test
  void aDeployOfNobodyInParticularConcernsAll() {
    Feed quiet = world.feed.by("billing", "-");
    world.pass(600, at -> quiet.ok(at, 10));
    world.rules.deployed(new Deploy(Deploy.ANY, "v42", world.now));
    refused(quiet, 400, 422);
    assertThat(world.pages().get(0).name().scope()).isEqualTo("billing/v42/v1/messages");
  }

  @Test
  void withinTheHourItIsTheDeploys() {
    world.pass(60, at -> old.ok(at, 10));
    world.pass(59 * 60, at -> fresh.ok(at, 10));
    refused(fresh, 620, 422);
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void afterTheHourItIsNot() {
    world.pass(60, at -> old.ok(at, 10));
    world.pass(61 * 60, at -> fresh.ok(at, 10));
    refused(fresh, 620, 422);
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    Alert told = world.told(What.TRIGGERED).get(0);
    assertThat(told.rule()).isEqualTo(AlertRule.CLIENT);
    assertThat(told.status().level()).isEqualTo(AlertLevel.NOTIFY);
    assertThat(told.story().action()).contains("the API may have changed");
  }

  @Test
  void aVersionThatIsAsBadAsTheOneBefore() {
    refused(old, 600, 422);
    world.told.clear();
    refused(fresh, 600, 422);
    assertThat(world.pages()).isEmpty();
  }

  @Test
  void theFirstVersionOfACallerIsNoDeploy() {
    refused(fresh, 700, 422);
    assertThat(world.pages()).isEmpty();
    assertThat(world.rules.deploys()).isEmpty();
  }

  @Test
  void fewAttemptsMustNearlyAllBeRefused() {
    world.pass(600, at -> old.ok(at, 1));
    world.pass(
        900,
        at -> {
          if (at.getEpochSecond() % 20 == 0) {
            fresh.lost(at, 1, 422);
          } else if (at.getEpochSecond() % 30 == 0) {
            fresh.ok(at, 1);
          }
        });
    assertThat(world.pages()).isEmpty();
    world.pass(
        900,
        at -> {
          if (at.getEpochSecond() % 20 == 0) {
            fresh.lost(at, 1, 422);
          }
        });
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void aNewerVersionThatIsCleanEndsIt() {
    world.pass(600, at -> old.ok(at, 10));
    refused(fresh, 400, 422);
    Feed newer = world.feed.by("billing", "v3");
    world.pass(290, at -> newer.ok(at, 10));
    assertThat(world.told(What.RESOLVED)).isEmpty();
    world.pass(20, at -> newer.ok(at, 10));
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void whatTheDeployExplainsIsNotToldTwice() {
    world.pass(600, at -> old.ok(at, 10));
    refused(fresh, 700, 422);
    assertThat(world.told(What.TRIGGERED)).hasSize(1);
    assertThat(world.alert(AlertRule.CLIENT).is(Mark.INHIBITED)).isTrue();
  }

  @Test
  void eachCodeIsToldWithWhatItAsksFor() {
    world.pass(
        700,
        at -> {
          old.ok(at, 8);
          old.lost(at, 1, 403);
          old.lost(at, 1, 404);
        });
    assertThat(world.told(What.TRIGGERED).stream().map(a -> a.story().action()))
        .containsExactlyInAnyOrder(
            "Check permissions and access to the model; do not rotate the key.",
            "Check the path and the model's name.");
    assertThat(world.pages()).isEmpty();
  }

  @Test
  void aRefusalThatIsUsualAtThisHourIsNotTold() {
    for (int day = 7; day > 0; day--) {
      old.ok(START.minusSeconds(86_400L * day), 900);
      old.lost(START.minusSeconds(86_400L * day), 100, 404);
    }
    refused(old, 700, 404);
    assertThat(world.told).isEmpty();
  }
}
