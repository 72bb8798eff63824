package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigInvalid;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.DurationText;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.JsonSchema;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.config.Problem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells whether a configuration can be used, and everything that is wrong with it. */
@Command(
    name = "check",
    description = "Validate a configuration: every mistake with its line and remedy.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit: 0 valid, 1 not."})
final class CheckCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Configuration to check; ./holdfast.yaml when left out.")
  private @Nullable Path given;

  @Option(names = "--schema", description = "Print the JSON Schema of the configuration instead.")
  private boolean schema;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Terminal terminal = shell.terminal();
    if (schema) {
      terminal.out().print(JsonSchema.text());
      return 0;
    }
    Path file = given == null ? ConfigFile.STANDARD : given;
    try {
      ConfigFile text = ConfigFile.read(file);
      GatewayConfig config = new ConfigReader(shell.environment()).read(text, Overrides.NONE);
      terminal
          .out()
          .println(terminal.paint().green("valid") + "  " + file + ": " + summary(config));
      return 0;
    } catch (ConfigInvalid e) {
      e.problems().stream().map(Problem::toString).forEach(terminal.err()::println);
      return 1;
    }
  }

  private static String summary(GatewayConfig config) {
    return "%s:%d to %s, retries for %s"
        .formatted(
            config.listen().host(),
            config.listen().port(),
            config.upstream().url(),
            DurationText.of(config.retry().policy().budget().time()));
  }
}
