package dev.holdfast.alert;

import static dev.holdfast.alert.AlertWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Credential;
import dev.holdfast.gauge.Feed;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P2: keys that are refused. */
class AuthRuleTest {
  private final AlertWorld world = new AlertWorld();
  private final Feed one = world.feed.by("one", "-");
  private final Feed two = world.feed.by("two", "-");
  private final Feed three = world.feed.by("three", "-");

  /** All three keys are well, for as long as it takes to be known. */
  private void wellForAWhile() {
    world.pass(
        120,
        at -> {
          one.ok(at, 2);
          two.ok(at, 2);
          three.ok(at, 2);
        });
  }

  @Test
  void oneKeyOfThree() {
    wellForAWhile();
    world.pass(
        100,
        at -> {
          one.ok(at, 2);
          two.lost(at, 2, 401);
          three.ok(at, 2);
        });
    assertThat(world.pages()).hasSize(1);
    Alert page = world.pages().get(0);
    assertThat(page.name().key()).isEqualTo("holdfast/default/auth-401/two");
    assertThat(page.status().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(page.story().summary()).startsWith("Key two: ").endsWith(" answered with 401");
    assertThat(Duration.between(page.status().since(), page.status().fired()))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aMinuteIsWaitedFor() {
    wellForAWhile();
    world.pass(40, at -> two.lost(at, 2, 401)).pass(300, at -> two.ok(at, 20));
    assertThat(world.pages()).isEmpty();
    assertThat(world.rows()).singleElement().asString().startsWith("Not paged, it passed: Key two");
  }

  @Test
  void whatHoversAboutTheThresholdLeavesALineNowAndThen() {
    wellForAWhile();
    for (int i = 0; i < 20; i++) {
      world.pass(10, at -> two.lost(at, 2, 401)).pass(140, at -> two.ok(at, 3));
    }
    assertThat(world.pages()).isEmpty();
    assertThat(world.rows()).hasSizeBetween(4, 6);
  }

  @Test
  void aKeyThatWorksAgainIsProvedByAnswers() {
    wellForAWhile();
    world.pass(120, at -> two.lost(at, 2, 401));
    world.pass(600, at -> one.ok(at, 2));
    assertThat(world.told(What.RESOLVED)).as("silence proves nothing").isEmpty();
    world.pass(130, at -> two.ok(at, 1));
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  private void replaced(String... keys) {
    world.surroundings =
        new Surroundings(Set.of(), Explanation.UNKNOWN, java.util.List.of(), false, Set.of(keys));
  }

  @Test
  void aReplacedKeyIsOver() {
    wellForAWhile();
    world.pass(120, at -> two.lost(at, 2, 401));
    replaced("two");
    world.pass(130, at -> one.ok(at, 2));
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void aReplacedKeyThatNobodyUsesIsOverOnceItsRefusalsAreOld() {
    wellForAWhile();
    world.pass(120, at -> two.lost(at, 2, 401));
    replaced("two");
    world.quiet(100);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    world.quiet(40);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void aReplacementThatIsRefusedTooEndsNothing() {
    wellForAWhile();
    world.pass(120, at -> two.lost(at, 2, 401));
    replaced("two");
    world.quiet(60).pass(10, at -> two.lost(at, 1, 401));
    replaced();
    world.quiet(900);
    assertThat(world.told(What.RESOLVED)).isEmpty();
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void withLittleTrafficTheLastFiveAttemptsSayEnough() {
    wellForAWhile();
    world.pass(
        300,
        at -> {
          one.ok(at, 1);
          if (at.getEpochSecond() % 40 == 0) {
            two.lost(at, 1, 401);
          }
        });
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).status().since()).isEqualTo(START.plusSeconds(290));
  }

  @Test
  void fourOfTheLastFiveAreNotEnough() {
    wellForAWhile();
    world.pass(
        900,
        at -> {
          if (at.getEpochSecond() % 40 == 0) {
            two.lost(at, at.getEpochSecond() % 200 == 0 ? 0 : 1, 401);
            two.ok(at, at.getEpochSecond() % 200 == 0 ? 1 : 0);
          }
        });
    assertThat(world.pages()).isEmpty();
  }

  @Test
  void keysThatWereNeverAcceptedWakeNobody() {
    world.pass(
        200,
        at -> {
          one.ok(at, 1);
          world.feed.by("made-up", "-").lost(at, 2, 401);
        });
    assertThat(world.pages()).isEmpty();
    assertThat(world.told(What.TRIGGERED).get(0).status().level()).isEqualTo(AlertLevel.NOTIFY);
    assertThat(world.told(What.TRIGGERED).get(0).name().scope()).isEqualTo("unknown");
  }

  @Test
  void aKeyThatWasAcceptedLastWeekIsKnownAfterARestart() {
    world.gauges.accept("two", new Credential(START.minus(Duration.ofDays(6)), null));
    world.gauges.accept("one", new Credential(START.minus(Duration.ofDays(8)), null));
    world.pass(
        100,
        at -> {
          one.lost(at, 1, 401);
          two.lost(at, 1, 401);
        });
    assertThat(world.pages().stream().map(a -> a.name().scope())).containsExactly("two");
  }

  @Test
  void keysOfSeveralOrganizationsAreTheUpstreamsTrouble() {
    wellForAWhile();
    world.pass(
        120,
        at -> {
          one.ok(at, 2);
          two.lost(at, 2, 401);
          three.lost(at, 2, 401);
        });
    assertThat(world.pages()).hasSize(2);
    assertThat(world.pages()).allMatch(a -> a.status().severity() == Severity.WARNING);
    assertThat(world.pages()).allMatch(a -> a.story().action().contains("do NOT rotate"));
  }

  @Test
  void keysOfOneOrganizationAreItsOwn() {
    world.gauges.accept("two", new Credential(START, "org-1"));
    world.gauges.accept("three", new Credential(START, "org-1"));
    world.pass(
        120,
        at -> {
          two.lost(at, 2, 401);
          three.lost(at, 2, 401);
        });
    assertThat(world.pages()).hasSize(2);
    assertThat(world.pages()).allMatch(a -> a.status().severity() == Severity.CRITICAL);
  }

  @Test
  void thatKeysAreNotToBeRotatedIsToldToThoseWhoWereWoken() {
    wellForAWhile();
    world.pass(90, at -> two.lost(at, 2, 401));
    assertThat(world.pages().get(0).status().severity()).isEqualTo(Severity.CRITICAL);
    world.pass(
        60,
        at -> {
          two.lost(at, 2, 401);
          three.lost(at, 2, 401);
        });
    Alert changed = world.told(What.CHANGED).get(0);
    assertThat(changed.name().scope()).isEqualTo("two");
    assertThat(changed.status().severity()).isEqualTo(Severity.WARNING);
    assertThat(changed.story().summary()).contains("do NOT rotate");
  }

  @Test
  void anIncidentOfAuthenticationSaysItToo() {
    wellForAWhile();
    world.surroundings =
        new Surroundings(Set.of(), Explanation.UNKNOWN, java.util.List.of(), true, Set.of());
    world.pass(100, at -> two.lost(at, 2, 401));
    assertThat(world.pages().get(0).story().summary()).contains("do NOT rotate");
  }
}
