package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.Priority;
import dev.holdfast.quota.QuotaCrowd.Closure;
import dev.holdfast.quota.QuotaCrowd.Gone;
import dev.holdfast.reading.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold for any crowd of callers, whatever the upstream tells in between. */
class QuotaPropertiesTest {
  private static final long LIMIT = 60;

  /** Between any two moments no more goes than was there, and came in since. */
  private static void assertNeverMoreThanTheLimit(List<Gone> gone, long limit) {
    for (int from = 0; from < gone.size(); from++) {
      for (int to = from; to < gone.size(); to++) {
        Duration span = Duration.between(gone.get(from).at(), gone.get(to).at());
        double most = limit + limit * (span.toNanos() / 60e9) + 1e-6;
        assertThat((double) to - from + 1).as("in %s", span).isLessThanOrEqualTo(most);
      }
    }
  }

  @Property(tries = 200)
  void neverMoreGoesThanTheLimitAllows(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.CROWDED);

    assertNeverMoreThanTheLimit(crowd.taken(), LIMIT);
  }

  @Property(tries = 200)
  void nobodyOvertakesInHisOwnLine(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.TOLD);

    for (Priority priority : Priority.values()) {
      List<Integer> order =
          crowd.gone().stream()
              .filter(gone -> gone.priority() == priority)
              .sorted(Comparator.comparing(Gone::at).thenComparingInt(Gone::number))
              .map(Gone::number)
              .toList();
      assertThat(order).as("%s, seed %d", priority, seed).isSorted();
    }
  }

  @Property(tries = 200)
  void aMomentThatWasToldIsKeptWhileNothingComesInBetween(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.PEACEFUL);

    assertThat(crowd.gone().stream().mapToInt(Gone::asks).max()).hasValue(2);
  }

  @Property(tries = 200)
  void nobodyGoesIntoAClosedGate(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.TOLD);

    for (Closure closed : crowd.closures()) {
      assertThat(crowd.gone().subList(closed.after(), crowd.gone().size()))
          .noneMatch(gone -> gone.at().isBefore(closed.until()));
    }
  }

  @Property(tries = 200)
  void criticalCallsAreNotDelayedWhileTheReserveLasts(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.MIXED);

    assertThat(crowd.gone().stream().filter(g -> g.priority() == Priority.CRITICAL))
        .as("one in ten of twice the limit is less than what comes in")
        .allMatch(gone -> gone.asks() == 1);
  }

  @Property(tries = 200)
  void everybodyIsServedOrToldAndNobodyIsLeft(@ForAll long seed) {
    QuotaCrowd crowd = new QuotaCrowd(seed, LIMIT);
    crowd.run(QuotaCrowd.Life.CROWDED);

    assertThat(crowd.open()).as("seed %d", seed).isZero();
    assertThat(crowd.waiting()).isZero();
  }

  @Property(tries = 200)
  void whatIsNotSentLeavesNoTrace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
    Random random = new Random(seed);
    QuotaWorld world = QuotaWorld.requests(LIMIT);
    world.told(Dimension.INPUT_TOKENS, 10_000, 10_000);
    List<Pace> paces =
        random.ints(n, 0, 3_000).mapToObj(t -> world.ask(Priority.INTERACTIVE, t)).toList();
    paces.forEach(world::leave);

    assertThat(world.usedShare(Dimension.REQUESTS)).isZero();
    assertThat(world.usedShare(Dimension.INPUT_TOKENS)).isZero();
    assertThat(world.quota.view(world.now).waiting()).isZero();
  }

  @Property(tries = 200)
  void whatTheUpstreamTellsNeverAddsToWhatIsLeft(@ForAll long seed) {
    Random random = new Random(seed);
    QuotaWorld world = QuotaWorld.requests(LIMIT);
    for (int i = 0; i < 100; i++) {
      double before = world.usedShare(Dimension.REQUESTS);
      long remaining = random.nextLong(2 * LIMIT);
      world.told(Dimension.REQUESTS, LIMIT, remaining);
      double least = Math.max(0, 1 - (double) remaining / LIMIT);
      assertThat(world.usedShare(Dimension.REQUESTS)).isGreaterThanOrEqualTo(before);
      assertThat(world.usedShare(Dimension.REQUESTS)).isGreaterThanOrEqualTo(least - 1e-9);
      world.pass(random.nextDouble() * 5);
      world.ask();
    }
  }

  @Property(tries = 200)
  void aClockThatJumpsKeepsNobodyOutForLonger(@ForAll long seed) {
    Random random = new Random(seed);
    QuotaWorld world = QuotaWorld.requests(LIMIT);
    world.drain(Priority.CRITICAL);
    Duration hint = Duration.ofSeconds(random.nextInt(1, 60));
    world.limited(world.ask(), QuotaReading.NONE, hint);
    world.now = world.now.plusSeconds(random.nextLong(-1_000_000_000, 0));
    Pace pace = world.ask();

    assertThat(world.wait(pace)).isBetween(hint, hint.plusSeconds(15));
    world.now = world.now.plus(hint).plusSeconds(15);
    assertThat(world.open()).isTrue();
    world.now = world.now.plusSeconds(random.nextLong(1_000_000_000));
    assertThat(world.open()).isTrue();
    assertThat(world.drain(Priority.CRITICAL)).as("one burst").isLessThanOrEqualTo((int) LIMIT);
  }

  @Property(tries = 200)
  void threadsThatReadTheClockOutOfOrderGainNothing(@ForAll long seed) {
    Random random = new Random(seed);
    QuotaWorld world = QuotaWorld.requests(LIMIT);
    world.drain(Priority.CRITICAL);
    Instant from = world.now;
    int gone = 0;
    for (int i = 0; i < 2_000; i++) {
      world.now = from.plusMillis(i * 5L - random.nextInt(900));
      gone += world.ask(Priority.CRITICAL, 0) instanceof Pace.Go ? 1 : 0;
    }

    assertThat(gone).as("in ten seconds").isLessThanOrEqualTo(10);
  }

  @Property(tries = 100)
  void oddNumbersDoNotStopIt(@ForAll long limit, @ForAll long remaining, @ForAll long tokens) {
    QuotaWorld world = new QuotaWorld(QuotaPolicy.ON);
    long positive = Math.max(1, limit & Long.MAX_VALUE);
    world.told(Dimension.INPUT_TOKENS, positive, remaining & Long.MAX_VALUE);
    for (int i = 0; i < 50; i++) {
      Pace pace = world.ask(Priority.INTERACTIVE, tokens);
      Usage usage = new Usage(Math.abs(tokens >> 1), 0, 0, remaining & Long.MAX_VALUE);
      if (pace instanceof Pace.Go) {
        world.used(pace, usage);
      }
      world.pass(1);
    }
    world.pass(3600);
    world.quota.view(world.now);
    world.pass(3600);
    assertThat(world.ask()).isInstanceOf(Pace.Go.class);
  }
}
