package dev.holdfast.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertChaos.Act;
import dev.holdfast.alert.AlertChaos.Scene;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold whatever happens, in whatever order. */
class AlertPropertiesTest {
  private static final Duration FIVE = Duration.ofMinutes(5);

  private static Arbitrary<List<Scene>> scenes(Act... acts) {
    return Combinators.combine(Arbitraries.of(acts), Arbitraries.integers().between(1, 420))
        .as(Scene::new)
        .list()
        .ofMinSize(3)
        .ofMaxSize(16);
  }

  @Provide
  Arbitrary<List<Scene>> anything() {
    return scenes(Act.values());
  }

  @Provide
  Arbitrary<List<Scene>> traffic() {
    return scenes(Act.WELL, Act.OVERLOADED, Act.BROKEN, Act.LOSING, Act.QUIET, Act.ODD);
  }

  @Property(tries = 150)
  void eachTriggerEndsOnceAndNothingIsToldTwice(@ForAll("anything") List<Scene> scenes) {
    AlertChaos chaos = new AlertChaos();
    scenes.forEach(chaos::play);
    chaos.recover();
    Set<String> open = new HashSet<>();
    for (AlertChange change : chaos.world.told) {
      String key = change.alert().name().key();
      switch (change.what()) {
        case TRIGGERED -> assertThat(open.add(key)).as("twice: %s", change).isTrue();
        case RESOLVED -> assertThat(open.remove(key)).as("of nothing: %s", change).isTrue();
        case CHANGED, REMINDED, HELD -> assertThat(open).as("%s", change).contains(key);
        case LOGGED -> {}
      }
    }
    assertThat(open).as("open though all is well").isEmpty();
    assertThat(chaos.world.rules.alerts()).isEmpty();
  }

  @Property(tries = 150)
  void aPageIsOfMoreThanFiveMinutesAndOfNow(@ForAll("anything") List<Scene> scenes) {
    AlertChaos chaos = new AlertChaos();
    scenes.forEach(chaos::play);
    for (AlertChange change : chaos.world.told) {
      if (change.what() == What.TRIGGERED && change.alert().rule() == AlertRule.SUSTAINED) {
        Alert.Status status = change.alert().status();
        assertThat(chaos.bad).as("began with a failure: %s", change).contains(status.since());
        assertThat(Duration.between(status.since(), chaos.lastBad(status.fired())))
            .as("%s", change)
            .isGreaterThan(FIVE);
        assertThat(Duration.between(chaos.lastBad(status.fired()), status.fired()))
            .isLessThanOrEqualTo(Duration.ofMinutes(1));
      }
    }
  }

  @Property(tries = 150)
  void whatPassesWithinFiveMinutesIsNoPage(@ForAll("traffic") List<Scene> scenes) {
    AlertChaos chaos = new AlertChaos();
    for (Scene scene : scenes) {
      chaos.play(new Scene(scene.act(), Math.min(scene.seconds(), 300)));
      chaos.play(new Scene(Act.WELL, 90));
    }
    assertThat(chaos.world.pages()).isEmpty();
  }

  @Property(tries = 150)
  void onlyGoodAnswersEndAnAlert(@ForAll("anything") List<Scene> scenes) {
    AlertChaos chaos = new AlertChaos();
    scenes.forEach(chaos::play);
    for (AlertChange change : chaos.world.told) {
      if (change.what() == What.RESOLVED) {
        assertThat(chaos.good(change.at().minus(FIVE), change.at()))
            .as("%s", change)
            .isGreaterThanOrEqualTo(10);
      }
    }
  }
}
