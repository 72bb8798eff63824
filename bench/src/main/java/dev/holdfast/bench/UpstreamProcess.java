package dev.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The upstream of a benchmark, running. */
public final class UpstreamProcess implements AutoCloseable {
  private final Child child;
  private final URI url;

  private UpstreamProcess(Child child) throws IOException {
    this.child = child;
    this.url = URI.create("http://127.0.0.1:" + child.line());
  }

  /** Starts one; its log is {@code upstream.log} in that folder. */
  public static UpstreamProcess start(Path folder) throws IOException {
    Path log = Files.createDirectories(folder).resolve("upstream.log");
    return new UpstreamProcess(Child.talking(Child.java(List.of(), Upstream.class), log));
  }

  /** Where it listens. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    child.close();
  }
}
