package dev.holdfast.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Backoff STANDARD = Backoff.of(SECOND, Duration.ofSeconds(8));
  private static final int DRAWS = 20_000;

  /** Always the greatest, or the least, number there is to draw. */
  private static RandomGenerator extreme(boolean greatest) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public long nextLong(long bound) {
        return greatest ? bound - 1 : 0;
      }
    };
  }

  /**
   * The Kolmogorov distance between draws and the uniform distribution on [low, high]; for 20,000
   * uniform draws it is above 0.0138 once in a thousand seeds.
   */
  private static double distance(double[] draws, double low, double high) {
    double[] sorted = DoubleStream.of(draws).sorted().toArray();
    double most = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = (sorted[i] - low) / (high - low);
      most = Math.max(most, Math.abs(expected - (i + 0.5) / sorted.length));
    }
    return most;
  }

  private static double[] draws(Backoff backoff, int k, long seed) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> backoff.draw(k, random).toNanos() / 1e9)
        .limit(DRAWS)
        .toArray();
  }

  @ParameterizedTest(name = "retry {0} is uniform in 0 to {1} s")
  @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 8", "30, 8", "10000, 8"})
  void fullJitterIsUniformFromZeroToTheCappedWidth(int k, double widest) {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(distance(draws(STANDARD, k, seed), 0, widest))
          .as("seed %d", seed)
          .isLessThan(.0138);
    }
  }

  @ParameterizedTest(name = "a 429 without a hint, retry {0}: uniform in 1 to {1} s")
  @CsvSource({"0, 2", "1, 4", "2, 8", "3, 16", "4, 30", "9, 30"})
  void aFloorNarrowsTheDrawFromBelow(int k, double widest) {
    Backoff quota = new Backoff(SECOND, Duration.ofSeconds(2), Duration.ofSeconds(30));

    assertThat(distance(draws(quota, k, 7), 1, widest)).isLessThan(.0138);
  }

  @Test
  void betweenIsTheSameForEveryRetry() {
    Backoff after500 = Backoff.between(SECOND, Duration.ofSeconds(3));

    assertThat(distance(draws(after500, 0, 1), 1, 3)).isLessThan(.0138);
    assertThat(distance(draws(after500, 5, 2), 1, 3)).isLessThan(.0138);
  }

  @Property
  void noDrawLeavesItsBoundsAndBothEndsCanBeDrawn(
      @ForAll @IntRange(max = 10_000) int k,
      @ForAll @LongRange(min = 1, max = 100_000_000_000L) long base,
      @ForAll @LongRange(min = 0, max = 31_000_000_000_000_000L) long more,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long floor) {
    Duration cap = Duration.ofNanos(Math.max(base, floor) + more);
    Backoff backoff = new Backoff(Duration.ofNanos(floor), Duration.ofNanos(base), cap);
    double exact = Math.min((double) cap.toNanos(), base * Math.pow(2, k));
    double widest = Math.max(exact, (double) floor);

    assertThat(backoff.draw(k, extreme(false)).toNanos()).isEqualTo(floor);
    assertThat((double) backoff.draw(k, extreme(true)).toNanos()).isEqualTo(widest);
    assertThat(backoff.draw(k, new Random(k)).toNanos()).isBetween(floor, (long) widest);
  }

  @Test
  void aTinyBaseReachesItsCapInTheEnd() {
    Backoff tiny = Backoff.of(Duration.ofNanos(1), Duration.ofSeconds(8));

    assertThat(tiny.draw(40, extreme(true))).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void uniformUpToNothingIsNothing() {
    assertThat(Backoff.upTo(Duration.ZERO, extreme(true))).isZero();
    assertThat(Backoff.upTo(SECOND.negated(), extreme(true))).isZero();
    assertThat(Backoff.upTo(SECOND, extreme(true))).isEqualTo(SECOND);
  }

  @ParameterizedTest(name = "floor {0}, base {1}, cap {2}")
  @CsvSource({
    "PT-1S, PT1S, PT8S",
    "PT0S, PT0S, PT8S",
    "PT0S, PT-1S, PT8S",
    "PT0S, PT9S, PT8S",
    "PT9S, PT1S, PT8S",
    "PT0S, PT1S, PT-1S",
    "PT0S, PT1S, P367D",
  })
  void nonsenseIsRefusedAtOnce(Duration floor, Duration base, Duration cap) {
    assertThatThrownBy(() -> new Backoff(floor, base, cap))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aYearIsTheLongestCap() {
    Duration year = Duration.ofDays(366);
    assertThat(Backoff.of(Duration.ofSeconds(1), year).cap()).isEqualTo(year);
  }
}
