package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The silences of a running gateway. */
@Command(
    name = "silence",
    description = "Keep alerts from disturbing anybody for a while; without a command: which are.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SilenceCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private final AtOption at = new AtOption();

  SilenceCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    JsonNode all = AdminJson.of(at.client(shell.environment()).get("/api/v1/silences"), "silences");
    if (json) {
      shell.terminal().out().println(all.toPrettyString());
      return 0;
    }
    if (all.path("silences").isEmpty()) {
      shell.terminal().out().println("nothing is silenced");
    }
    for (JsonNode silence : all.path("silences")) {
      shell
          .terminal()
          .out()
          .println(
              "%s  until %s by %s: %s"
                  .formatted(
                      silence.path("id").asText(),
                      AlertsText.time(silence.path("until")),
                      silence.path("author").asText(),
                      AlertsText.matchers(silence)));
    }
    return 0;
  }
}
