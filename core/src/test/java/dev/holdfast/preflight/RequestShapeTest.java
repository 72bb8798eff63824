package dev.holdfast.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.preflight.SizeEffect.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the longest requests are to blame for timeouts, when not, and when nobody can tell. */
class RequestShapeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final RequestShape shape = new RequestShape();

  private void add(int calls, long tokens, int timeouts) {
    for (int i = 0; i < calls; i++) {
      shape.add(new Extent(tokens, false), i < timeouts, NOW);
    }
  }

  private SizeLink link(long tokens) {
    return shape.link(new Extent(tokens, false));
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(shape.effect(false))
        .isEqualTo(new SizeEffect(SizeLink.UNDECIDED, 0, 0, null))
        .extracting(SizeEffect::sentence)
        .isEqualTo("no verdict yet: 0 timeouts in 0 calls");
    assertThat(link(1000)).isEqualTo(SizeLink.UNDECIDED);
  }

  @Test
  void theLongestAreToBlame() {
    add(900, 2_000, 9);
    add(100, 180_000, 14);
    SizeEffect effect = shape.effect(false);

    assertThat(effect.link()).isEqualTo(SizeLink.RELATED);
    assertThat(effect.calls()).isEqualTo(1000);
    assertThat(effect.timeouts()).isEqualTo(23);
    assertThat(effect.sentence())
        .isEqualTo(
            "your longest requests (from about 163,840 tokens) time out 14 times as often as the"
                + " rest: stream, chunk or shorten them");
    assertThat(effect.comparison().times()).isCloseTo(14.5 / 100.5 / (9.5 / 900.5), within(1e-9));
  }

  @Test
  void theIntervalIsThatOfKatz() {
    add(900, 2_000, 9);
    add(100, 180_000, 14);
    Comparison c = shape.effect(false).comparison();
    // By hand: sqrt(1/14.5 - 1/100.5 + 1/9.5 - 1/900.5) = 0.4040.
    assertThat(c.low()).isCloseTo(13.676 / Math.exp(1.96 * 0.4040), within(0.02));
    assertThat(c.high()).isCloseTo(13.676 * Math.exp(1.96 * 0.4040), within(0.1));
  }

  @Test
  void correlationIsPointBiserial() {
    add(900, 2_000, 9);
    add(100, 180_000, 14);
    // Of two sizes it is the phi coefficient of the four counts.
    double phi = (14.0 * 891 - 86.0 * 9) / Math.sqrt(100.0 * 900 * 23 * 977);
    assertThat(shape.effect(false).comparison().correlation()).isCloseTo(phi, within(1e-9));
  }

  @Test
  void onlyTheLongestAreRefusedARetry() {
    add(900, 2_000, 9);
    add(100, 180_000, 14);
    assertThat(link(200_000)).isEqualTo(SizeLink.RELATED);
    assertThat(link(163_840)).isEqualTo(SizeLink.RELATED);
    assertThat(link(163_839)).isEqualTo(SizeLink.UNDECIDED);
    assertThat(link(0)).isEqualTo(SizeLink.UNDECIDED);
  }

  @Test
  void nineteenTimeoutsAreNotEnough() {
    add(900, 2_000, 0);
    add(100, 180_000, 19);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNDECIDED);
    add(1, 180_000, 1);
    assertThat(link(180_000)).isEqualTo(SizeLink.RELATED);
  }

  @Test
  void fourLongTimeoutsAreNotEnough() {
    add(900, 2_000, 16);
    add(4, 180_000, 4);
    assertThat(shape.effect(false).comparison().low()).isGreaterThan(2);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNDECIDED);
    add(1, 180_000, 1);
    assertThat(link(180_000)).isEqualTo(SizeLink.RELATED);
  }

  @Test
  void sizeMayHaveNothingToDoWithIt() {
    add(900, 2_000, 20);
    add(100, 180_000, 2);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNRELATED);
    assertThat(link(10)).isEqualTo(SizeLink.UNRELATED);
    assertThat(shape.effect(false).sentence())
        .isEqualTo("timeouts are not related to the size of requests");
  }

  @Test
  void whoWasHardlySeenIsNotExcused() {
    add(900, 2_000, 20);
    add(19, 180_000, 0);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNDECIDED);
    add(1, 180_000, 0);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNRELATED);
  }

  @Test
  void aLittleMoreOftenIsNoVerdict() {
    add(900, 2_000, 18);
    add(100, 180_000, 7);
    assertThat(shape.effect(false).comparison().low()).isBetween(1.0, 2.0);
    assertThat(link(180_000)).isEqualTo(SizeLink.UNDECIDED);
  }

  @Test
  void requestsOfOneSizeCannotBeCompared() {
    add(500, 50_000, 100);
    assertThat(shape.effect(false).comparison()).isNull();
    assertThat(link(50_000)).isEqualTo(SizeLink.UNDECIDED);
  }

  @Test
  void streamsAreJudgedApart() {
    add(900, 2_000, 9);
    add(100, 180_000, 14);
    assertThat(shape.link(new Extent(180_000, true))).isEqualTo(SizeLink.UNDECIDED);
    assertThat(shape.effect(true).calls()).isZero();
  }

  @Test
  void oldEvidenceFadesByDays() {
    add(900, 2_000, 20);
    shape.add(new Extent(2_000, true), false, NOW.plus(Duration.ofHours(23)));
    assertThat(shape.effect(false).calls()).isEqualTo(900);
    shape.add(new Extent(2_000, true), false, NOW.plus(Duration.ofHours(24)));
    assertThat(shape.effect(false))
        .extracting(SizeEffect::calls, SizeEffect::timeouts)
        .containsExactly(450, 10);
    shape.add(new Extent(2_000, true), false, NOW.minus(Duration.ofDays(9)));
    assertThat(shape.effect(false).calls()).isEqualTo(450);
  }

  @Test
  void oldEvidenceFadesAsNewComes() {
    add(4000, 2_000, 4000);
    assertThat(shape.effect(false).timeouts()).isLessThan(200);
    add(9000, 2_000, 90);
    add(1000, 180_000, 140);
    assertThat(link(180_000)).isEqualTo(SizeLink.RELATED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4",
    "1, 4",
    "3, 4",
    "4, 4",
    "5, 5",
    "7, 7",
    "8, 8",
    "9, 8",
    "10, 10",
    "15, 14",
    "16, 16",
    "1000, 896",
    "1023, 896",
    "1024, 1024",
    "1279, 1024",
    "1280, 1280",
    "200000, 196608"
  })
  void sizesAreToldByTheirRow(long tokens, long from) {
    for (int i = 0; i < 20; i++) {
      shape.add(new Extent(tokens, false), true, NOW);
      shape.add(new Extent(0, false), false, NOW);
      shape.add(new Extent(0, false), false, NOW);
    }
    if (from > 4) {
      assertThat(shape.effect(false).comparison().from()).isEqualTo(from);
    } else {
      assertThat(shape.effect(false).comparison()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1L << 40, -5})
  void noSizeIsTooMuch(long tokens) {
    shape.add(new Extent(tokens, false), true, NOW);
    assertThat(shape.effect(false).calls()).isEqualTo(1);
    assertThat(link(tokens)).isEqualTo(SizeLink.UNDECIDED);
  }

  /** How often a call is judged wrongly while timeouts come in, looked at after each of them. */
  private static int related(int runs, DoubleUnaryOperator risk, int calls) {
    return (int)
        IntStream.range(0, runs)
            .filter(seed -> {
              Random random = new Random(seed);
              RequestShape shape = new RequestShape();
              boolean ever = false;
              for (int i = 0; i < calls; i++) {
                double z = random.nextGaussian();
                Extent extent = new Extent((long) Math.exp(8 + 2 * z), false);
                boolean late = random.nextDouble() < risk.applyAsDouble(z);
                shape.add(extent, late, NOW);
                ever |= late && shape.effect(false).link() == SizeLink.RELATED;
              }
              return ever;
            })
            .count();
  }

  @Test
  void chanceAloneHardlyEverBlamesTheLongest() {
    assertThat(related(500, z -> 0.05, 2000)).isLessThanOrEqualTo(5);
  }

  @Test
  void aRealLinkIsFoundSoon() {
    assertThat(related(200, z -> z > 1.2816 ? 0.28 : 0.02, 600)).isGreaterThan(190);
  }

  @Test
  void threadsMayCountAtTheSameTime() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i ->
                new Thread(() -> {
                  awaits(go);
                  for (int n = 0; n < 20_000; n++) {
                    shape.add(new Extent(n, i % 2 == 0), false, NOW);
                  }
                }))
            .toList();
    threads.forEach(Thread::start);
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(shape.effect(true).calls() + shape.effect(false).calls()).isEqualTo(80_000);
  }

  private static void awaits(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
