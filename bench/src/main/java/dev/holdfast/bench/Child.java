package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark. Ended with it, by its handle and nothing broader. */
final class Child implements AutoCloseable {
  private static final int GRACE_SECONDS = 10;

  /** The JDK from which on Netty's way to memory must be allowed. */
  private static final int UNSAFE_ASKS = 23;

  private final Process process;
  private final BufferedReader said;
  private final BufferedWriter orders;

  private Child(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /** One that is talked to. */
  static Child talking(List<String> command, Path log) throws IOException {
    return new Child(new ProcessBuilder(command).redirectError(new File(log.toString())).start());
  }

  /** One whose output is its log, as a service manager would write it. */
  static Child logging(List<String> command, Path log) throws IOException {
    File file = new File(log.toString());
    return new Child(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file).start());
  }

  /** The command that runs a class of this benchmark in a JVM of its own, as the launcher would. */
  static List<String> java(List<String> flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    if (Runtime.version().feature() >= UNSAFE_ASKS) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The next line it prints. */
  String line() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("process " + process.pid() + " ended; its log is in bench/target");
    }
    return line;
  }

  /** Gives an order and waits for its answer. */
  String ask(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return line();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
