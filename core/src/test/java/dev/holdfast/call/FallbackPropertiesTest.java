package dev.holdfast.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.decide.FallbackRule;
import dev.holdfast.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds on any route, whatever is answered. */
class FallbackPropertiesTest extends RouteWorld {
  private static final List<Outcome> ANSWERS = CallWorld.anything();

  @Test
  void aCallEndsOnceAndNeverGoesBack() {
    FallbackRule any = new FallbackRule(ALL, Duration.ZERO);
    for (int seed = 0; seed < 3000; seed++) {
      random.setSeed(seed);
      Outcome[] script =
          random.ints(12, 0, ANSWERS.size()).mapToObj(ANSWERS::get).toArray(Outcome[]::new);
      CallWorld world = run(route(any, FallbackRule.DEFAULT, any), script);

      assertThat(world.ends()).as("seed %d", seed).hasSize(1);
      List<Integer> places = world.places().stream().map(FallbackPropertiesTest::number).toList();
      assertThat(places).as("seed %d", seed).isSorted();
    }
  }

  private static int number(String place) {
    return place.equals("opus-5") ? 0 : place.charAt(place.length() - 1);
  }
}
