package dev.holdfast.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses at most what it was about to write. */
class KillTest {
  /** More of them with {@code -Dholdfast.history.kills=20}; each takes a second or two. */
  private static final int KILLS = Integer.getInteger("holdfast.history.kills", 2);

  @TempDir private Path folder;

  private record Life(int wrote, int tried) {}

  @Test
  void killedWhileItWritesItCountsNothingTwiceAndLosesNothingThatWasWritten() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = folder.resolve("history.db");
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      lives.add(live(file, 5 + random.nextInt(200)));
    }
    try (Desk desk = Desk.in(file)) {
      desk.later(Duration.ofSeconds(10));
      String intact =
          desk.history.read(
              handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
      assertThat(intact).as("seed " + seed).isEqualTo("ok");
      List<Long> sums =
          desk.history.read(handle ->
              handle
                  .createQuery(
                      "SELECT COALESCE(SUM(n), 0) FROM run LEFT JOIN rollup_1m"
                          + " ON rollup_1m.run = run.id GROUP BY run.id ORDER BY run.id")
                  .mapTo(Long.class)
                  .list());
      assertThat(sums).as("the lives before, and this one").hasSize(KILLS + 1);
      for (int i = 0; i < KILLS; i++) {
        Life life = lives.get(i);
        assertThat(sums.get(i))
            .as("seed %d, life %d: %s", seed, i, life)
            .isBetween((long) life.wrote(), (long) life.tried());
      }
      assertThat(desk.number("SELECT COALESCE(SUM(n), 0) FROM rollup_1m"))
          .isEqualTo(sums.stream().mapToLong(Long::longValue).sum());
    }
  }

  /** Lets one live until it has said so many lines. */
  private static Life live(Path file, int lines) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int wrote = 0;
    int tried = 0;
    try (BufferedReader said = process.inputReader()) {
      for (int i = 0; i < lines; i++) {
        String[] words = said.readLine().split(" ");
        boolean done = words[0].equals("wrote");
        wrote = done ? Integer.parseInt(words[1]) : wrote;
        tried = done ? tried : Integer.parseInt(words[1]);
      }
      // Not the process itself: that would close the stream that is still to be read.
      process.toHandle().destroyForcibly();
      process.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] words = line.split(" ");
        // The last line may be cut.
        if (words.length == 2 && words[0].equals("tries")) {
          tried = Math.max(tried, Integer.parseInt(words[1]));
        }
      }
    }
    return new Life(wrote, tried);
  }
}
