package dev.holdfast.bench.guards;

import dev.holdfast.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this room on one thread and on two, and writes a table. */
public final class GuardBench {
  private static final List<Integer> THREADS = List.of(1, 2);

  private GuardBench() {}

  /** See {@link GuardOptions#HELP}. */
  public static void main(String[] args) throws IOException, RunnerException {
    if (args.length % 2 != 0) {
      System.out.print(GuardOptions.HELP);
      return;
    }
    GuardOptions options = GuardOptions.of(args);
    Map<String, String> about = about(String.join(" ", args));
    List<RunResult> results = new ArrayList<>();
    for (int threads : THREADS) {
      results.addAll(new Runner(options(options, threads).build()).run());
    }
    about.put("load average at the end", Machine.average());
    String markdown = new GuardReport(about, GuardReport.figures(results)).markdown();
    System.out.println(markdown);
    Path folder = Files.createDirectories(Path.of("bench/target"));
    Path written = Files.writeString(folder.resolve("guards.md"), markdown);
    System.err.println("bench: written to " + written);
    if (options.into() != null) {
      Fragment.replace(Path.of(options.into()), markdown);
      System.err.println("bench: written into " + options.into());
    }
  }

  private static ChainedOptionsBuilder options(GuardOptions options, int threads) {
    return new OptionsBuilder()
        .include(options.only())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(threads)
        .forks(options.forks())
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(options.iterations())
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
  }

  private static Map<String, String> about(String arguments) throws IOException {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    about.put("command", ("bench/guards " + arguments).strip());
    about.put("machine", Machine.machine());
    about.put("JDK", System.getProperty("java.runtime.version"));
    about.put("load average at the start", Machine.average());
    return about;
  }
}
