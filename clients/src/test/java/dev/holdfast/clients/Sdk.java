package dev.holdfast.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.clients.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An SDK and the scripts that use it. They are copied to {@code target} and run there, so that
 * nothing is installed among the sources.
 *
 * @param name of the folder with the scripts
 * @param needs commands that succeed where the SDK can be used
 * @param install commands that install it, as its lock file says
 * @param lock the lock file: once installed, an SDK stays until this changes
 * @param tests the command that prints a line of JSON for each test
 * @param compare the command that prints a line of JSON for each observation
 */
record Sdk(
    String name,
    List<List<String>> needs,
    List<List<String>> install,
    String lock,
    List<String> tests,
    List<String> compare) {

  private static final Duration INSTALLING = Duration.ofMinutes(5);
  private static final Duration RUNNING = Duration.ofMinutes(3);

  /** Holds the lock file that was installed last. */
  private static final String INSTALLED = "installed";

  /** What npm and pip say when the registry cannot be reached, as opposed to a wrong lock file. */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|E(HOST|NET)UNREACH|SOCKET_TIMEOUT"
              + "|NewConnectionError|NameResolutionError|(Connect|Read)TimeoutError|ProxyError"
              + "|Network is unreachable");

  private static final String NODE_20 =
      "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";
  private static final String PYTHON_3_10 =
      "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

  static final Sdk TYPESCRIPT =
      new Sdk(
          "typescript",
          List.of(List.of("node", "-e", NODE_20), List.of("npm", "--version")),
          List.of(List.of("npm", "ci")),
          "package-lock.json",
          command("node --test --test-concurrency=1 --test-reporter=./lines.mjs"),
          List.of("node", "compare.mjs"));

  static final Sdk PYTHON =
      new Sdk(
          "python",
          List.of(List.of("python3", "-c", PYTHON_3_10)),
          List.of(
              command("python3 -m venv --clear venv"),
              command("./venv/bin/pip install --quiet --retries 1 -r requirements.txt")),
          "requirements.txt",
          List.of("./venv/bin/python", "lines.py"),
          List.of("./venv/bin/python", "compare.py"));

  private static List<String> command(String words) {
    return List.of(words.split(" "));
  }

  /** Makes the SDK ready; the test is skipped where that is impossible. */
  void prepare() throws IOException, InterruptedException {
    Files.createDirectories(home());
    for (List<String> need : needs) {
      assumeTrue(works(need), () -> "skipped: this machine has no " + String.join(" ", need));
    }
    copyScripts();
    Path done = home().resolve(INSTALLED);
    String wanted = Files.readString(home().resolve(lock));
    if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
      for (List<String> step : install) {
        installed(step);
      }
      Files.writeString(done, wanted);
    }
  }

  private boolean works(List<String> command) throws InterruptedException {
    try {
      return new Program(home(), Map.of(), INSTALLING).run(absolute(command)).exit() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private void installed(List<String> step) throws IOException, InterruptedException {
    Result result = new Program(home(), Map.of(), INSTALLING).run(absolute(step));
    boolean unreachable = result.exit() != 0 && UNREACHABLE.matcher(result.said()).find();
    assumeTrue(!unreachable, () -> "skipped: the registry is out of reach: " + result.said());
    assertThat(result.exit()).as("%s: %s", step, result.said()).isZero();
  }

  /** Copies the scripts; what was copied once and is no more must not run. */
  private void copyScripts() throws IOException {
    for (Path old : files(home())) {
      if (!old.endsWith(INSTALLED)) {
        Files.delete(old);
      }
    }
    for (Path script : files(Path.of(name))) {
      Files.copy(script, home().resolve(script.getFileName()));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Runs the tests. */
  Result test(Map<String, String> environment) throws IOException, InterruptedException {
    return new Program(home(), environment, RUNNING).run(absolute(tests));
  }

  /** Looks at the same faults with and without Holdfast. */
  Result compare(Map<String, String> environment) throws IOException, InterruptedException {
    return new Program(home(), environment, RUNNING).run(absolute(compare));
  }

  private Path home() {
    return Path.of("target", name).toAbsolutePath();
  }

  /** Where a program of the SDK's own folder is looked for differs between systems. */
  private List<String> absolute(List<String> command) {
    return command.stream()
        .map(word -> word.startsWith("./") ? home().resolve(word).normalize().toString() : word)
        .toList();
  }
}
