package dev.holdfast.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looks are spread, and become rare while they are in vain. */
class PaceTest {
  private static final Duration EVERY = Duration.ofSeconds(30);

  @Test
  void waitsGrowToFiveMinutesGiveOrTakeAFifth() {
    long seed = 7;
    Pace pace = new Pace(EVERY, new Random(seed));
    for (int failures = 0; failures < 100; failures++) {
      Duration base = EVERY.multipliedBy(1L << Math.min(failures, 4));
      Duration most = base.compareTo(Duration.ofMinutes(5)) < 0 ? base : Duration.ofMinutes(5);
      assertThat(pace.next(failures))
          .as("after %d failures, seed %d", failures, seed)
          .isBetween(most.multipliedBy(8).dividedBy(10), most.multipliedBy(12).dividedBy(10));
    }
  }

  @Test
  void noTwoInstancesKeepStep() {
    Pace pace = new Pace(EVERY, new Random(1));
    assertThat(IntStream.range(0, 100).mapToObj(i -> pace.next(0)).distinct().count())
        .isGreaterThan(90);
  }
}
