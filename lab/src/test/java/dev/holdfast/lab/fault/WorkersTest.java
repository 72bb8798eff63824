package dev.holdfast.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.fault.Fault.Slots;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who works on what, told the time. */
class WorkersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final Workers workers = new Workers(new SplittableRandom(1));

  private static Duration at(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  @Test
  void theFirstAreWorkedOnAtOnceTheNextInTheirOrderAndThenThereIsNoRoom() {
    Slots slots = new Slots(2, 2, SECOND);
    Duration first = workers.take(slots, at(0));
    Duration second = workers.take(slots, at(0));
    Duration third = workers.take(slots, at(0));
    Duration fourth = workers.take(slots, at(0));

    Duration free = first.compareTo(second) < 0 ? first : second;
    assertThat(third).isGreaterThanOrEqualTo(free);
    assertThat(fourth).isNotNull();
    assertThat(workers.take(slots, at(0))).isNull();
  }

  @Test
  void whoBeginsLeavesARoomInTheQueueButNobodyElseDoes() {
    Slots slots = new Slots(1, 1, SECOND);
    Duration first = workers.take(slots, at(0));
    assertThat(workers.take(slots, at(0))).isNotNull();
    assertThat(workers.take(slots, first.minusNanos(1))).isNull();
    assertThat(workers.take(slots, first)).isNotNull();
  }

  @Test
  void withoutAQueueOnlyAFreeWorkerTakes() {
    Slots slots = new Slots(1, 0, SECOND);
    Duration first = workers.take(slots, at(1));
    assertThat(workers.take(slots, at(1))).isNull();
    assertThat(workers.take(slots, at(1).plus(first))).isNotNull();
  }

  @Test
  void workTakesTheGivenTimeOnAverage() {
    Slots slots = new Slots(20_000, 0, at(0.5));
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += workers.take(slots, at(0)).toNanos() / 1e9;
    }
    // The mean of so many lies within 2 % of half a second but once in millions.
    assertThat(sum / 20_000).isBetween(0.49, 0.51);
  }

  @Test
  void othersAreOtherWorkersAndClearedTheyAreFree() {
    Slots slots = new Slots(1, 0, SECOND);
    workers.take(slots, at(0));
    assertThat(workers.take(new Slots(1, 0, at(2)), at(0))).isNotNull();
    assertThat(workers.take(slots, at(0))).isNull();
    workers.clear();
    assertThat(workers.take(slots, at(0))).isNotNull();
  }
}
