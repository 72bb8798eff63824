package dev.holdfast.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.breaker.RollingWindow.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The window of words against the simplest one that can be: a list of what happened. */
class RollingWindowTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00.900Z");
  private static final int SLICES = 32;

  /** A step in time, mostly small, then a start or a failure. */
  record Op(long millis, boolean failure) {}

  private record Entry(long second, boolean failure) {}

  @Provide
  Arbitrary<List<Op>> ops() {
    Arbitrary<Long> small = Arbitraries.longs().between(0, 1500);
    Arbitrary<Long> jump = Arbitraries.longs().between(-70_000, 70_000);
    Arbitrary<Long> lap = Arbitraries.of(-32_000L, 31_000L, 32_000L, 64_000L, 29_100L, -1000L);
    Arbitrary<Long> step =
        Arbitraries.oneOf(List.of(small, small, small, small, small, small, small, jump, lap));
    return Combinators.combine(step, Arbitraries.of(true, false))
        .as(Op::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(120);
  }

  @Property(tries = 500)
  void itCountsWhatAListWouldCount(@ForAll("ops") List<Op> ops, @ForAll @IntRange(max = 2) int at) {
    RollingWindow window = new RollingWindow();
    List<Entry> list = new ArrayList<>();
    Instant now = at == 0 ? START : at == 1 ? Instant.ofEpochSecond(-3) : Instant.ofEpochSecond(31);
    for (Op op : ops) {
      now = now.plusMillis(op.millis());
      add(window, list, now, op.failure());
      for (int seconds = 1; seconds <= RollingWindow.LONGEST; seconds++) {
        long newest = now.getEpochSecond();
        assertThat(window.last(seconds, now))
            .as("the last %d s", seconds)
            .isEqualTo(count(list, newest - seconds + 1, newest));
      }
      long before = now.getEpochSecond() - 1;
      assertThat(window.second(before)).isEqualTo(count(list, before, before));
    }
    window.clear();
    assertThat(window.last(RollingWindow.LONGEST, now)).isEqualTo(new Counts(0, 0));
  }

  /** One slice serves every 32nd second, and forgets the others. */
  private static void add(RollingWindow window, List<Entry> list, Instant now, boolean failure) {
    long second = now.getEpochSecond();
    list.removeIf(e -> e.second() != second && (e.second() - second) % SLICES == 0);
    list.add(new Entry(second, failure));
    if (failure) {
      window.fail(now);
    } else {
      window.start(now);
    }
  }

  private static Counts count(List<Entry> list, long from, long to) {
    List<Entry> in = list.stream().filter(e -> e.second() >= from && e.second() <= to).toList();
    long failures = in.stream().filter(Entry::failure).count();
    return new Counts(in.size() - failures, failures);
  }

  @Test
  void aSecondHoldsAMillionAndThenNoMore() {
    RollingWindow window = new RollingWindow();
    int full = (1 << 20) - 1;
    for (int i = 0; i < full + 10; i++) {
      window.start(START);
      window.fail(START);
    }

    assertThat(window.last(1, START)).isEqualTo(new Counts(full, full));
  }

  @Test
  void moreFailuresThanStartsAreNoSuccesses() {
    assertThat(new Counts(3, 5).successes()).isZero();
    assertThat(new Counts(5, 3).successes()).isEqualTo(2);
  }

  @Test
  void threadsLoseNoCount() throws InterruptedException {
    RollingWindow window = new RollingWindow();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Instant second = START.plusSeconds(t % 2 * (long) SLICES / 2);
      Thread thread =
          new Thread(() -> {
            awaitUninterruptibly(go);
            for (int i = 0; i < 10_000; i++) {
              window.start(second);
              window.fail(second);
            }
          });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    Counts two = new Counts(20_000, 20_000);
    assertThat(window.second(START.getEpochSecond())).isEqualTo(two);
    assertThat(window.second(START.getEpochSecond() + SLICES / 2)).isEqualTo(two);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
