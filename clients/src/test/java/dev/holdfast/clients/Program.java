package dev.holdfast.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run to its end in a folder.
 *
 * @param folder where it runs and where its output is kept
 * @param environment what it finds in its environment, on top of ours without Anthropic's variables
 * @param atMost how long it may take before it is ended with all it started
 */
record Program(Path folder, Map<String, String> environment, Duration atMost) {

  /**
   * What came of it.
   *
   * @param exit its exit code
   * @param lines what it wrote to its standard output
   * @param complaints what it wrote to its standard error
   */
  record Result(int exit, List<String> lines, String complaints) {

    /** All it said, for people. */
    String said() {
      return "exit code " + exit + "\n" + String.join("\n", lines) + "\n" + complaints;
    }
  }

  /** Runs a command; throws if there is no such program or it takes too long. */
  Result run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out-", ".log");
    Path err = Files.createTempFile(folder, "err-", ".log");
    try {
      int exit = exit(command, out, err);
      return new Result(exit, Files.readAllLines(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private int exit(List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ANTHROPIC_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        String said = Files.readString(out) + Files.readString(err);
        throw new AssertionError(command + " took longer than " + atMost + "\n" + said);
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
