package dev.holdfast.gateway.cli;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.cli.logs.Logs;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a program behind a gateway of its own. */
@Command(
    name = "run",
    description = "Run a command behind a gateway of its own: holdfast run -- claude",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The command sees ANTHROPIC_BASE_URL and keeps the terminal; Ctrl-C is for it alone.",
      "Exit: the command's own code; 127 when there is no such command, 126 when it cannot be run."
    })
final class RunCommand implements Callable<Integer> {
  /** ENOENT, as Java 17 and as Java 25 put it. */
  private static final Pattern MISSING = Pattern.compile("error[=:] ?2\\b");

  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;

  private final Shell shell;

  @Mixin private final ServeOptions options = new ServeOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What to run, with its arguments; write -- before it.")
  private @Nullable List<String> words;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // Its life is short and its ports are its own: nothing that a history would tell is missed.
    GatewayConfig config = options.read(shell.environment(), 0, 0).with(History.OFF);
    Path file = Files.createTempFile("holdfast-run-", ".log");
    Logs logs = Logs.forFile(file, shell.environment());
    try {
      return serveAndRun(config);
    } finally {
      logs.close();
      sayWhereTheLogIs(file, logs.warnings());
    }
  }

  private int serveAndRun(GatewayConfig config) throws InterruptedException {
    try (Gateway gateway = Gateway.start(config, Listener.NONE)) {
      return runBehind(gateway.url());
    } catch (StartFailed e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the command to be ended.
  private int runBehind(URI url) throws InterruptedException {
    List<String> command = Objects.requireNonNullElse(words, List.of());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("ANTHROPIC_BASE_URL", url.toString());
    CompletableFuture<Process> running = new CompletableFuture<>();
    // Ctrl-C reaches the command from the terminal itself; we only must not die of it.
    Stop.on("INT", name -> {});
    // Heard before the command starts, or a signal in between would leave it behind alone.
    Stop.on("TERM", name -> running.thenAccept(Process::destroy));
    try {
      Process process = builder.start();
      running.complete(process);
      return process.waitFor();
    } catch (IOException e) {
      boolean missing = MISSING.matcher(String.valueOf(e.getMessage())).find();
      throw missing
          ? new Complaint(NOT_FOUND, command.get(0) + ": no such command: is it on the PATH?", e)
          : new Complaint(NOT_RUNNABLE, command.get(0) + ": cannot be run: is it executable?", e);
    }
  }

  private void sayWhereTheLogIs(Path log, long warnings) throws IOException {
    if (warnings == 0) {
      Files.delete(log);
    } else {
      String what = warnings == 1 ? "1 warning" : warnings + " warnings";
      shell.terminal().err().println("holdfast: " + what + " from the gateway, in " + log);
    }
  }
}
