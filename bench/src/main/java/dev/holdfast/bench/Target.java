package dev.holdfast.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something to call: the upstream itself, or a proxy in front of it.
 *
 * @param name as the tables show it
 * @param port where it listens, on 127.0.0.1
 * @param adminPort where its dashboard is; 0 if it has none
 * @param proxy its process; null for the upstream itself, whose cost is nobody's question
 */
record Target(String name, int port, int adminPort, @Nullable Child proxy) {
  Target(String name, int port, @Nullable Child proxy) {
    this(name, port, 0, proxy);
  }

  /** Seconds of processor time of the proxy so far. */
  double cpu() {
    return proxy == null ? 0 : ProcessFacts.cpu(proxy.handle());
  }

  /** Seconds of it that went into compiling. */
  double compiling() throws IOException {
    return proxy == null ? 0 : ProcessFacts.compiling(proxy.handle());
  }

  /** Megabytes the proxy holds now. */
  double memory() {
    return proxy == null ? 0 : ProcessFacts.memory(proxy.handle());
  }
}
