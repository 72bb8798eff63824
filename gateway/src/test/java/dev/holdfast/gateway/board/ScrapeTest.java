package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.admin.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The exposition: zipped or not, and while everything moves. */
class ScrapeTest {
  private static final int THREADS = 4;
  private static final int CALLS = 5_000;

  @Test
  void zippedItIsTheSameText() throws IOException {
    Answer answer = Scrape.of(new Ready("# é\nm 1\n"), true);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body().getBytes()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("# é\nm 1\n");
    }
  }

  @Test
  void countsAreExactWhateverIsScrapedMeanwhile() throws InterruptedException, ExecutionException {
    ExecutorService loops = Executors.newFixedThreadPool(THREADS);
    try (Meters meters = Still.meters()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(loops.submit(() -> pour(meters)));
      }
      double before = 0;
      while (all.stream().anyMatch(f -> !f.isDone())) {
        double now = new Exposition(meters.scrape()).sum("holdfast_calls_total");
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
      for (Future<?> one : all) {
        one.get();
      }
      Exposition told = new Exposition(meters.scrape());
      assertThat(told.sum("holdfast_calls_total")).isEqualTo(THREADS * CALLS);
      assertThat(told.sum("holdfast_attempts_total")).isEqualTo(THREADS * CALLS);
    } finally {
      loops.shutdown();
    }
  }

  private static void pour(Meters meters) {
    for (int i = 0; i < CALLS; i++) {
      new Scripted(meters, "/v1/messages", "claude-m" + i % 70).succeeds();
    }
  }

  /** A gateway that is ready and has these metrics. */
  record Ready(String metrics) implements AdminFacts {
    @Override
    public boolean ready() {
      return true;
    }
  }
}
