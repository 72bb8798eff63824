package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The alerts of a running gateway, and why others woke nobody. */
@Command(
    name = "alerts",
    description = "What fires now, what was told lately, and why nobody was woken.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "HOLDFAST_ADMIN_TOKEN is shown if the gateway asks for a token.",
      "Exit: 0 told, 1 no gateway answers or it lets nobody in."
    })
final class AlertsCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private final AtOption at = new AtOption();

  AlertsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    JsonNode all = AdminJson.of(at.client(shell.environment()).get("/api/v1/alerts"), "sinks");
    if (json) {
      shell.terminal().out().println(all.toPrettyString());
    } else {
      new AlertsText(shell.terminal()).tell(all);
    }
    return 0;
  }
}
