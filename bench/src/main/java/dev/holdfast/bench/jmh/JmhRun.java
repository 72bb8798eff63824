package dev.holdfast.bench.jmh;

import dev.holdfast.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A run of all the benchmarks of one room, and the table it writes.
 *
 * @param name what the script that starts it is called, and its part of the documents
 * @param room where the benchmarks are
 * @param rows what each is called in the table, by {@code Class.method}, in this order
 * @param threads on how many each is run, one after the other
 * @param warmUp how many seconds each runs before it is measured, in each fork
 */
public record JmhRun(
    String name, Class<?> room, Map<String, String> rows, List<Integer> threads, int warmUp) {
  public JmhRun {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    threads = List.copyOf(threads);
  }

  /** Does what a command line says; see {@link JmhOptions#HELP}. */
  public void run(String... args) throws IOException, RunnerException {
    if (args.length % 2 != 0) {
      System.out.print(JmhOptions.HELP.formatted(name));
      return;
    }
    JmhOptions options = JmhOptions.of(args);
    Map<String, String> about = about(String.join(" ", args));
    List<RunResult> results = new ArrayList<>();
    for (int each : threads) {
      results.addAll(new Runner(options(options, each).build()).run());
    }
    about.put("load average at the end", Machine.average());
    String markdown = new Table(rows, about, Table.figures(results)).markdown();
    System.out.println(markdown);
    Path folder = Files.createDirectories(Path.of("bench/target"));
    Path written = Files.writeString(folder.resolve(name + ".md"), markdown);
    System.err.println("bench: written to " + written);
    if (options.into() != null) {
      Fragment.replace(Path.of(options.into()), name, markdown);
      System.err.println("bench: written into " + options.into());
    }
  }

  private ChainedOptionsBuilder options(JmhOptions options, int each) {
    return new OptionsBuilder()
        .include(Pattern.quote(room.getPackageName()) + "\\..*(" + options.only() + ").*")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(each)
        .forks(options.forks())
        .warmupIterations(warmUp)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(options.iterations())
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
  }

  private Map<String, String> about(String arguments) throws IOException {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    about.put("command", ("bench/" + name + " " + arguments).strip());
    about.put("machine", Machine.machine());
    about.put("JDK", System.getProperty("java.runtime.version"));
    about.put("load average at the start", Machine.average());
    return about;
  }
}
