package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.Report.Alone;
import dev.holdfast.bench.Report.Page;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts everything, measures every target in turn, round by round, and writes what it found. */
public final class RelayBench implements AutoCloseable {
  private static final int STARTS = 3;
  private static final int SOME_CALLS = 200_000;
  private static final int MANY_CALLS = 400_000;
  private static final int LEAST_ROUNDS = 3;

  /** A machine that is slow today gets fewer rounds, not a longer wait. */
  private static final long LONGEST_ROUNDS = TimeUnit.SECONDS.toNanos(120);

  private static final int PAGE_CALLS = 1_000;
  private static final int PAGE_SECONDS = 10;

  private final Options options;
  private final Path root = Path.of("").toAbsolutePath();
  private final Path folder = root.resolve("bench/target");
  private final List<Child> children = new ArrayList<>();
  private final @Nullable Path nginx = Nginx.find();
  private final int upstream;
  private final Bench bench;
  private final GatewayProcess gateway;
  private long gatewayCalls;
  private double after200k;

  private RelayBench(Options options) throws IOException {
    this.options = options;
    Child up = Child.talking(java(Upstream.class), folder.resolve("upstream.log"));
    children.add(up);
    upstream = Integer.parseInt(up.line());
    Child load = Child.talking(java(Load.class), folder.resolve("load.log"));
    children.add(load);
    bench = new Bench(load, options);
    gateway = new GatewayProcess(root, folder, upstream, options.jvm());
  }

  private static List<String> java(Class<?> main) {
    return Child.java(List.of("-Xms128m", "-Xmx128m"), main);
  }

  /** See {@link Options#HELP}. */
  public static void main(String[] args) throws IOException {
    if (args.length % 2 != 0) {
      System.out.print(Options.HELP);
      return;
    }
    try (RelayBench run = new RelayBench(Options.of(args))) {
      Report report = run.run(String.join(" ", args));
      System.out.println(report.markdown());
      run.write(report);
      if (report.errors() > 0) {
        System.out.println(report.errors() + " errors: these figures are void");
      }
    }
  }

  private Report run(String arguments) throws IOException {
    Map<String, String> about = about(arguments);
    say("timing " + STARTS + " starts of the gateway");
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i <= STARTS; i++) {
      starts.add(timedStart());
    }
    // The first start may have made the class-data archive and read the jar from disk.
    starts.remove(0);
    List<Target> targets = targets();
    Target holdfast = targets.get(targets.size() - 1);
    double idle = holdfast.memory();
    for (Target target : targets) {
      say("warming up " + target.name());
      count(target, bench.warmUp(target));
    }
    Map<String, List<Measured>> rounds = rounds(targets);
    Series listening = Series.of(starts.stream().mapToDouble(start -> start[0]));
    Series answered = Series.of(starts.stream().mapToDouble(start -> start[1]));
    double after400k = settle(holdfast);
    Page page = page(holdfast);
    about.put("load average at the end", Machine.average());
    return new Report(
        about, rounds, new Alone(idle, after200k, after400k, listening, answered), page);
  }

  @SuppressWarnings("try") // The process is only to be closed.
  private double[] timedStart() throws IOException {
    long start = System.nanoTime();
    Target target = gateway.start();
    try (Child child = target.proxy()) {
      double listening = (System.nanoTime() - start) / 1e9;
      bench.calls(target, 1, 1);
      return new double[] {listening, (System.nanoTime() - start) / 1e9};
    }
  }

  /** Direct first, the gateway last. */
  private List<Target> targets() throws IOException {
    List<Target> targets = new ArrayList<>();
    targets.add(new Target(Report.DIRECT, upstream, null));
    if (nginx == null) {
      say("nginx is not there: no ratio (apt-get install nginx-light)");
    } else {
      targets.add(Nginx.start(nginx, folder, 1, upstream));
      targets.add(Nginx.start(nginx, folder, 2, upstream));
    }
    if (options.bare()) {
      targets.add(bareRelay());
    }
    if (options.unwatched()) {
      targets.add(gateway.unwatched());
    }
    targets.add(gateway.start());
    targets.stream().map(Target::proxy).filter(p -> p != null).forEach(children::add);
    return targets;
  }

  private Target bareRelay() throws IOException {
    int port = Doorbell.freePort();
    String[] ports = {Integer.toString(port), Integer.toString(upstream)};
    List<String> command = Child.java(List.of("-Xmx256m"), BareRelay.class, ports);
    Child child = Child.logging(command, folder.resolve("bare.log"));
    Doorbell.listening(child, port);
    return new Target("bare Vert.x relay", port, child);
  }

  private Map<String, List<Measured>> rounds(List<Target> targets) throws IOException {
    Map<String, List<Measured>> rounds = new LinkedHashMap<>();
    List<Target> order = new ArrayList<>(targets);
    long start = System.nanoTime();
    for (int i = 1; i <= options.rounds(); i++) {
      if (i > LEAST_ROUNDS && System.nanoTime() - start > LONGEST_ROUNDS) {
        break;
      }
      say("round " + i + " of " + options.rounds());
      for (Target target : order) {
        rounds.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(bench.measure(target));
        count(target, options.calls() + options.single());
      }
      // Nobody is always measured after the same neighbour's noise.
      Collections.rotate(order, 1);
    }
    return rounds;
  }

  private void count(Target target, int calls) {
    if (!target.name().equals(Report.HOLDFAST)) {
      return;
    }
    boolean before = gatewayCalls < SOME_CALLS;
    gatewayCalls += calls;
    if (before && gatewayCalls >= SOME_CALLS) {
      after200k = target.memory();
    }
  }

  /** Fills up to the calls after which memory must be flat. */
  private double settle(Target holdfast) throws IOException {
    for (int goal : new int[] {SOME_CALLS, MANY_CALLS}) {
      int missing = (int) Math.max(0, goal - gatewayCalls);
      if (missing > 0) {
        say("memory: up to " + goal + " calls");
        bench.calls(holdfast, Bench.CONNECTIONS, missing);
        count(holdfast, missing);
      }
    }
    return holdfast.memory();
  }

  /** The dashboard while the gateway is busy. */
  private Page page(Target holdfast) throws IOException {
    say("the dashboard, at " + PAGE_CALLS + " calls a second");
    Sample idle = look(holdfast);
    FutureTask<Sample> looked = new FutureTask<>(() -> look(holdfast));
    Thread viewer = new Thread(looked, "viewer");
    viewer.start();
    Sample calls = bench.pace(holdfast, PAGE_CALLS, PAGE_SECONDS);
    try {
      return new Page(idle, looked.get(), calls);
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("the dashboard was not to be seen", e);
    }
  }

  private static Sample look(Target holdfast) throws IOException {
    try {
      return FrontPage.look(holdfast.adminPort(), PAGE_SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Map<String, String> about(String arguments) throws IOException {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    about.put("command", ("bench/run " + arguments).strip());
    about.put("machine", Machine.machine());
    about.put("JDK", System.getProperty("java.runtime.version"));
    about.put(
        "gateway", "./holdfast gateway" + (options.jvm().isEmpty() ? "" : ", " + options.jvm()));
    about.put("nginx", nginx == null ? "not there" : Nginx.version(nginx));
    about.put("load average at the start", Machine.average());
    return about;
  }

  private void write(Report report) throws IOException {
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("relay-bench.json").toFile(), report);
    Path fragment = Files.writeString(folder.resolve("relay-bench.md"), report.markdown());
    say("written to " + root.relativize(fragment) + " and relay-bench.json beside it");
    // A line per call makes hundreds of megabytes.
    Files.deleteIfExists(gateway.log());
    Files.deleteIfExists(folder.resolve("unwatched.log"));
  }

  private static void say(String what) {
    System.err.println("bench: " + what);
  }

  @Override
  public void close() {
    Collections.reverse(children);
    children.forEach(Child::close);
  }
}
