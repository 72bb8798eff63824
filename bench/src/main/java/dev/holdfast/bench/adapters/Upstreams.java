package dev.holdfast.bench.adapters;

import dev.holdfast.bench.UpstreamProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The upstream of one JVM of the benchmark. */
@State(Scope.Benchmark)
public class Upstreams {
  private UpstreamProcess process;

  /** For JMH. */
  public Upstreams() {}

  /** Starts it. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    process = UpstreamProcess.start(Path.of("bench/target"));
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void end() {
    process.close();
  }

  URI url() {
    return process.url();
  }
}
