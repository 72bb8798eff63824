package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Starts the gateway as users do, through {@code ./holdfast gateway}, with its flags and its
 * class-data archive; or, in a tree whose program has no such command yet, through {@link StandIn}.
 */
final class GatewayProcess {
  private static final String COMMAND = "dev/holdfast/gateway/cli/GatewayCommand.class";

  private final Path root;
  private final Path folder;
  private final int upstream;
  private final List<String> jvm;
  private final boolean standIn;

  GatewayProcess(Path root, Path folder, int upstream, List<String> jvm) throws IOException {
    this.root = root;
    this.folder = folder;
    this.upstream = upstream;
    this.jvm = jvm;
    try (JarFile jar = new JarFile(root.resolve("gateway/target/holdfast.jar").toFile())) {
      this.standIn = jar.getEntry(COMMAND) == null;
    }
  }

  /** How it is started, for the report. */
  String how() {
    return standIn ? "a stand-in main, -XX:+UseSerialGC -Xmx256m" : "./holdfast gateway";
  }

  /** Starts one and waits until it listens. */
  Target start() throws IOException {
    int port = Doorbell.freePort();
    List<String> command = standIn ? standIn(port) : launcher(port);
    Child child = Child.logging(command, log());
    Doorbell.listening(child, port);
    return new Target("holdfast", port, child);
  }

  /** Where it writes its line per call. */
  Path log() {
    return folder.resolve("gateway.log");
  }

  private List<String> standIn(int port) {
    List<String> flags = new ArrayList<>(List.of("-Xmx256m"));
    flags.addAll(jvm);
    String[] ports = {Integer.toString(port), Integer.toString(upstream)};
    return Child.java(flags, StandIn.class, ports);
  }

  private List<String> launcher(int port) throws IOException {
    Path config = Files.writeString(folder.resolve("holdfast.yaml"), "{}\n");
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
        "--admin-port",
        "0",
        "--upstream",
        "http://127.0.0.1:" + upstream);
  }
}
