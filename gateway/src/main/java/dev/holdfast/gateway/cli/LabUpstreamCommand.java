package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.logs.Logs;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.lab.script.Script;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A server in the shape of Anthropic's API that fails on demand. */
@Command(
    name = "upstream",
    description = "A server in the shape of Anthropic's API that fails on demand.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LabUpstreamCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = ServeOptions.Port.class,
      description = "Where it listens, on 127.0.0.1; any free port when left out.")
  private int port;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Faults and status page by the clock; see SCRIPT.")
  private @Nullable Path script;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed draws the same chances; 1 when left out.")
  private @Nullable Long seed;

  LabUpstreamCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = shell.terminal();
    shell.stop().listenToSignals();
    Logs logs = Logs.forPeople(terminal.err(), terminal.paint().on(), shell.environment());
    try (LabUpstream lab = LabUpstream.start(options())) {
      terminal.out().println("lab upstream ready: " + terminal.paint().cyan("" + lab.baseUrl()));
      shell.stop().await();
      return 0;
    } catch (IllegalStateException | SpecException e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    } finally {
      logs.close();
    }
  }

  private LabOptions options() {
    LabOptions options = LabOptions.defaults().withPort(port);
    options = seed == null ? options : options.withSeed(seed);
    return script == null ? options : options.withScript(Script.read(script));
  }
}
