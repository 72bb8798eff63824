package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.Audience.Heard;
import java.io.IOException;

/** Measures targets with the load tool, one thing at a time. */
final class Bench {
  static final int CONNECTIONS = 64;
  static final int STREAMS = 32;
  private static final int WARM_SINGLE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Child load;
  private final Options options;

  Bench(Child load, Options options) {
    this.load = load;
    this.options = options;
  }

  /** Lets a target's code be compiled and its connections be made. */
  void warmUp(Target target) throws IOException {
    calls(target, CONNECTIONS, options.warmUp());
    calls(target, 1, WARM_SINGLE);
    streams(target);
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

  private Heard streams(Target target) throws IOException {
    return JSON.readValue(load.ask("streams " + target.port() + " " + STREAMS), Heard.class);
  }
}
