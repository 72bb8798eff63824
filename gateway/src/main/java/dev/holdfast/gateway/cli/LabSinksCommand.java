package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.logs.Logs;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.lab.sink.LabSinks;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stand-ins for the places where alerts are told. */
@Command(
    name = "sinks",
    description = "Stand-ins for PagerDuty, Slack, Alertmanager and a webhook, strict as they are.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "GET /told tells what they were told. POST /faults/SINK with 500x3, 429;retry-after=2,",
      "timeout or 503x* makes one fail. The webhook wants the secret lab-secret."
    })
final class LabSinksCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = ServeOptions.Port.class,
      description = "Where they listen, on 127.0.0.1; any free port when left out.")
  private int port;

  LabSinksCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = shell.terminal();
    shell.stop().listenToSignals();
    Logs logs = Logs.forPeople(terminal.err(), terminal.paint().on(), shell.environment());
    try (LabSinks sinks = LabSinks.start(port)) {
      terminal.out().println("lab sinks ready:");
      for (String sink : List.of("pagerduty", "slack", "alertmanager", "webhook")) {
        terminal.out().println("  " + terminal.paint().cyan("" + sinks.url(sink)));
      }
      shell.stop().await();
      return 0;
    } catch (IllegalStateException e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    } finally {
      logs.close();
    }
  }
}
