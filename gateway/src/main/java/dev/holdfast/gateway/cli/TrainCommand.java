package dev.holdfast.gateway.cli;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.cli.logs.Logs;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.demo.Demo;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import dev.holdfast.gateway.watch.QuickLook;
import dev.holdfast.lab.script.FaultRule;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * What the launcher has the JVM watch before it writes its archive of loaded classes: calls through
 * a gateway and the verdict, so that later starts find all they need in it. Says nothing and asks
 * nobody outside.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final Duration LENGTH = Duration.ofSeconds(2);

  private final Shell shell;

  TrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.plain(nowhere, nowhere, shell.terminal().width());
    Logs logs = Logs.forPrograms(nowhere, shell.environment());
    try (LabUpstream lab = LabUpstream.start()) {
      GatewayConfig config = DemoCommand.config(0, lab.baseUrl());
      try (Gateway gateway = Gateway.start(config, Listener.NONE)) {
        lab.faults(FaultRule.of("529x2"));
        new Demo(gateway.url(), lab, LENGTH).warmUp(LENGTH);
        Shell muted = new Shell(terminal, shell.environment(), shell.stop());
        Commands.run(muted, "status", "--at", gateway.adminUrl().toString());
        new QuickLook(config.upstream(), Clock.systemUTC()).at(config.watch().page());
      }
      return 0;
    } catch (StartFailed e) {
      return 1; // What is loaded so far is still worth an archive.
    } finally {
      logs.close();
    }
  }
}
