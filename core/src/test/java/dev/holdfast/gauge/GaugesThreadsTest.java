package dev.holdfast.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugesThreadsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int THREADS = 4;
  private static final int SECONDS = 800;

  /** Every second is new to all of them, and so is every chunk. */
  @Test
  void noCountIsLostBetweenThreads() throws InterruptedException {
    Gauges gauges = new Gauges();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Feed feed = Feed.to(gauges).by("-", "v" + i % 2);
      Thread thread =
          new Thread(() -> {
            for (int second = 0; second < SECONDS; second++) {
              feed.ok(NOON.plusSeconds(second), 5);
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Snapshot now = gauges.snapshot(NOON.plusSeconds(SECONDS));
    assertThat(now.over(Duration.ofMinutes(15)).attempts()).isEqualTo(THREADS * SECONDS * 5);
    assertThat(now.over(Duration.ofHours(2)).calls()).isEqualTo(THREADS * SECONDS * 5);
    assertThat(now.over(Duration.ofDays(2)).calls()).isEqualTo(THREADS * SECONDS * 5);
  }
}
