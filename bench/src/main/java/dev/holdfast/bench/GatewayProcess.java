package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the gateway as users do: {@code ./holdfast gateway} with its own flags and its class-data
 * archive, its line per call in the log and its metrics on.
 */
final class GatewayProcess {
  private final Path root;
  private final Path folder;
  private final int upstream;
  private final List<String> jvm;

  GatewayProcess(Path root, Path folder, int upstream, List<String> jvm) {
    this.root = root;
    this.folder = folder;
    this.upstream = upstream;
    this.jvm = jvm;
  }

  /** Starts one and waits until it listens. */
  Target start() throws IOException {
    return start(Report.HOLDFAST, "gateway", "");
  }

  /** Starts one that looks for no alerts. */
  Target unwatched() throws IOException {
    return start("Holdfast, alerts off", "unwatched", "alerts: {mode: off}\n");
  }

  private Target start(String name, String file, String more) throws IOException {
    int port = Doorbell.freePort();
    int admin = Doorbell.freePort();
    String text = "admin: {listen: '127.0.0.1:" + admin + "'}\n" + more;
    Child child = Child.logging(command(port, file, text), folder.resolve(file + ".log"));
    Doorbell.listening(child, port);
    return new Target(name, port, admin, child);
  }

  /** Where it writes its line per call. */
  Path log() {
    return folder.resolve("gateway.log");
  }

  private List<String> command(int port, String file, String more) throws IOException {
    // One of our own, so that whatever lies in the working folder is not read.
    String text = "history: {url: 'sqlite:" + file + ".db'}\n" + more;
    Path config = Files.writeString(folder.resolve(file + ".yaml"), text);
    return List.of(
        "env",
        "HOLDFAST_JAVA_HOME=" + System.getProperty("java.home"),
        "HOLDFAST_JAVA_OPTS=" + String.join(" ", jvm),
        root.resolve("holdfast").toString(),
        "gateway",
        "--config",
        config.toString(),
        "--port",
        Integer.toString(port),
        "--upstream",
        "http://127.0.0.1:" + upstream);
  }
}
