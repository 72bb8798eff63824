package dev.holdfast.alert;

import static dev.holdfast.alert.AlertWorld.START;
import static dev.holdfast.alert.Canary.Found.FAILED;
import static dev.holdfast.alert.Canary.Found.UNREACHED;
import static dev.holdfast.alert.Canary.Found.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.gauge.Feed;
import dev.holdfast.verdict.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions of our own: they continue what callers have met, and prove only what they asked. */
class CanaryTest {
  private static final String MODELS = "/v1/models";

  private final AlertWorld world = new AlertWorld();

  /** Questions of our own and nothing else, one every ten seconds. */
  private void asking(int seconds, Canary.Found found) {
    for (int i = 0; i < seconds; i += 10) {
      world.surroundings = with(List.of(new Canary(world.now.plusSeconds(5), MODELS, found)));
      world.quiet(10);
    }
    world.surroundings = with(List.of());
  }

  @Test
  void ourOwnQuestionsContinueIt() {
    world.well(60).failing(60, 500, 10);
    world.breaker(true);
    world.quiet(200);
    assertThat(world.pages()).isEmpty();
    asking(100, FAILED);
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).status().since()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void ourOwnQuestionsContinueItWhenTheyAreAnsweredAsItIsLookedAt() {
    world.well(60).failing(60, 500, 10).quiet(200);
    for (int i = 0; i < 10; i++) {
      world.quiet(9);
      Canary late = new Canary(world.now.plusSeconds(1), MODELS, FAILED);
      world.surroundings = with(List.of(late));
      world.quiet(1);
    }
    assertThat(world.pages()).hasSize(1);
  }

  @Test
  void whatWasLostBeforeTheSilenceIsNotForgotten() {
    world.well(60).losing(5, 529, 10).quiet(5);
    asking(300, FAILED);
    assertThat(world.pages()).hasSize(1);
    assertThat(world.pages().get(0).status().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(world.pages().get(0).story().summary()).endsWith("100 % of calls lost");
  }

  @Test
  void ourOwnQuestionsBeginNone() {
    world.well(60);
    asking(600, FAILED);
    assertThat(world.told).isEmpty();
  }

  @Test
  void ourOwnQuestionsSayNothingOfAFallbackElsewhere() {
    Feed elsewhere = world.feed.upstream("https://bedrock.test");
    world.pass(60, at -> elsewhere.lost(at, 10, 500));
    asking(300, FAILED);
    assertThat(world.told(What.TRIGGERED)).isEmpty();
  }

  @Test
  void aGoodAnswerDoesNotProveAnotherEndpoint() {
    world.well(60).failing(360, 529, 10);
    asking(1200, WELL);
    assertThat(world.told(What.RESOLVED)).isEmpty();
  }

  @Test
  void aGoodAnswerProvesItsOwnEndpoint() {
    Feed models = world.feed.path(MODELS);
    world.pass(360, at -> models.lost(at, 2, 529));
    assertThat(world.pages()).hasSize(1);
    asking(190, WELL);
    assertThat(world.told(What.RESOLVED)).as("twenty are wanted").isEmpty();
    asking(10, WELL);
    assertThat(world.told(What.RESOLVED)).hasSize(1);
  }

  @Test
  void aGoodAnswerProvesTheWayAndWhatTheWayExplains() {
    world.pass(400, at -> world.feed.attempts(at, 2, Answers.REFUSED_CONNECTION));
    assertThat(world.pages().stream().map(a -> a.name().scope())).containsExactly("egress");
    asking(300, WELL);
    assertThat(world.told(What.RESOLVED).stream().map(a -> a.name().scope()))
        .containsExactly("egress");
    assertThat(world.pages()).as("nobody is woken once the way is open").hasSize(1);
    assertThat(world.rules.alerts()).isEmpty();
  }

  @Test
  void aFailureBehindTheWayDoesNotContinueTheWaysTrouble() {
    world.pass(60, at -> world.feed.attempts(at, 2, Answers.REFUSED_CONNECTION));
    asking(300, FAILED);
    assertThat(world.pages().stream().map(a -> a.name().scope())).containsExactly("/v1/messages");
  }

  @Test
  void aWayThatStaysClosedContinuesItsTrouble() {
    world.pass(60, at -> world.feed.attempts(at, 2, Answers.REFUSED_CONNECTION));
    asking(300, UNREACHED);
    assertThat(world.pages().stream().map(a -> a.name().scope())).containsExactly("egress");
  }

  private Surroundings with(List<Canary> canaries) {
    return new Surroundings(
        world.surroundings.open(),
        Explanation.UNKNOWN,
        canaries,
        false,
        world.surroundings.replaced());
  }
}
