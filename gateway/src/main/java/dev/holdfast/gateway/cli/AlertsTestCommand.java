package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries whether alerts arrive. */
@Command(
    name = "test",
    description = "Send a test alert and its end to every sink of a running gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit: 0 all took it, 1 one did not, or no gateway answers."})
final class AlertsTestCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final AtOption at = new AtOption();

  AlertsTestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    JsonNode sinks =
        AdminJson.of(at.client(shell.environment()).post("/api/v1/alerts/test", "{}"), "sinks")
            .path("sinks");
    if (sinks.isEmpty()) {
      shell.terminal().out().println("no sinks are configured: alerts go to the log");
    }
    boolean all = true;
    for (JsonNode sink : sinks) {
      boolean ok = sink.path("ok").asBoolean();
      String head = sink.path("name").asText() + "  " + (ok ? "ok" : "FAILED");
      shell
          .terminal()
          .out()
          .println(
              (ok ? shell.terminal().paint().green(head) : shell.terminal().paint().red(head))
                  + "  "
                  + sink.path("answer").asText());
      all &= ok;
    }
    return all ? 0 : 1;
  }
}
