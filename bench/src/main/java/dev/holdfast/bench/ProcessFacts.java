package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux knows of a process and its children. */
final class ProcessFacts {
  /** {@code USER_HZ}, the unit of /proc/PID/stat: 100 on every Linux in use. */
  private static final double TICKS = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private ProcessFacts() {}

  /** Seconds of processor time so far, user and system, of all threads, children included. */
  static double cpu(ProcessHandle process) {
    return family(process).mapToDouble(ProcessFacts::ownCpu).sum();
  }

  /** Megabytes of memory in use now, children included. */
  static double memory(ProcessHandle process) {
    return family(process).mapToDouble(ProcessFacts::ownMemory).sum();
  }

  private static Stream<ProcessHandle> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.children());
  }

  private static double ownCpu(ProcessHandle process) {
    return seconds(lines(process, "stat").get(0));
  }

  /** Seconds of processor time that a JVM has spent on compiling; 0 for what is no JVM. */
  static double compiling(ProcessHandle process) throws IOException {
    try (Stream<Path> threads = Files.list(path(process, "task"))) {
      return threads.mapToDouble(ProcessFacts::compiling).sum();
    }
  }

  private static double compiling(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.contains("Compiler") ? seconds(stat) : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static double seconds(String stat) {
    // The name, second, may hold anything; what follows its bracket is numbers.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS;
  }

  private static double ownMemory(ProcessHandle process) {
    return lines(process, "status").stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  private static List<String> lines(ProcessHandle process, String file) {
    try {
      return Files.readAllLines(path(process, file));
    } catch (IOException e) {
      throw new IllegalStateException("process " + process.pid() + " is gone", e);
    }
  }

  private static Path path(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /** One line of a file of /proc, what follows its colon; empty if there is none. */
  static String line(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
