package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.Audience.Heard;
import java.io.IOException;

/** Measures targets with the load tool, one thing at a time. */
final class Bench {
  static final int CONNECTIONS = 64;
  static final int STREAMS = 32;
  private static final int WARM_SINGLE = 2_000;
  private static final int WARM_BLOCK = 20_000;

  /** The compiler's share of the processor time below which a target counts as warm. */
  private static final double COMPILED = 0.03;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Child load;
  private final Options options;

  Bench(Child load, Options options) {
    this.load = load;
    this.options = options;
  }

  /**
   * Lets connections be made and code be compiled, until the compiler has little left to do.
   *
   * @return how many calls that took
   */
  int warmUp(Target target) throws IOException {
    int calls = 0;
    double share = 1;
    streams(target);
    calls(target, 1, WARM_SINGLE);
    while (share > COMPILED && calls < options.warmUp()) {
      double before = target.cpu();
      double compiling = target.compiling();
      calls(target, CONNECTIONS, WARM_BLOCK);
      calls += WARM_BLOCK;
      // A target without a process of ours has nothing to compile.
      share = (target.compiling() - compiling) / Math.max(1e-9, target.cpu() - before);
    }
    return calls + WARM_SINGLE;
  }

  /** Everything about a target, once. */
  Measured measure(Target target) throws IOException {
    Sample single = calls(target, 1, options.single());
    double before = target.cpu();
    Sample crowd = calls(target, CONNECTIONS, options.calls());
    double between = target.cpu();
    Heard heard = streams(target);
    double after = target.cpu();
    double events = heard.first().count() + heard.later().count();
    // Seconds per call are milliseconds per thousand calls, times a million.
    return new Measured(
        single,
        crowd,
        (between - before) * 1e6 / options.calls(),
        heard,
        (after - between) * 1e6 / events);
  }

  /** So many calls, on so many connections. */
  Sample calls(Target target, int connections, int calls) throws IOException {
    String order = "calls " + target.port() + " " + connections + " " + calls;
    return JSON.readValue(load.ask(order), Sample.class);
  }

  /** So many calls a second, for so many seconds. */
  Sample pace(Target target, int perSecond, int seconds) throws IOException {
    String order = "pace " + target.port() + " " + perSecond + " " + seconds;
    return JSON.readValue(load.ask(order), Sample.class);
  }

  private Heard streams(Target target) throws IOException {
    return JSON.readValue(load.ask("streams " + target.port() + " " + STREAMS), Heard.class);
  }
}
