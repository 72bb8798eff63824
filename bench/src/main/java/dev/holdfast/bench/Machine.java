package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine is, and what else it is busy with. */
public final class Machine {
  private Machine() {}

  /** Cores, processor and system. */
  public static String machine() throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    String model = ProcessFacts.line("/proc/cpuinfo", "model name");
    return cores + " cores, " + model + ", Linux " + System.getProperty("os.version");
  }

  /** Over 1, 5 and 15 minutes. */
  public static String average() throws IOException {
    String all = Files.readString(Path.of("/proc/loadavg"));
    return String.join(" ", all.split(" ", -1)).replaceAll(" \\d+/.*\\s*", "");
  }
}
