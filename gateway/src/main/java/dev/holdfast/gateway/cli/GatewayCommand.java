package dev.holdfast.gateway.cli;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.cli.logs.Logs;
import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.config.DurationText;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: serve until told to stop, then let calls under way finish. */
@Command(
    name = "gateway",
    description = "Serve: programs point ANTHROPIC_BASE_URL here and survive outages.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Options win over the configuration. SIGTERM and Ctrl-C let calls under way finish;",
      "a second Ctrl-C does not. HOLDFAST_LOG=debug|info|warn sets how much is logged.",
      "Exit: 0 after draining, 1 when it cannot start."
    })
final class GatewayCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private final ServeOptions options = new ServeOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = ServeOptions.Port.class,
      description = "Where callers connect; 5290 unless configured, 0 for any free port.")
  private @Nullable Integer port;

  @Option(
      names = "--admin-port",
      paramLabel = "N",
      converter = ServeOptions.Port.class,
      description = "Where people and monitors connect; 5291 unless configured.")
  private @Nullable Integer adminPort;

  GatewayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    GatewayConfig config = options.read(shell.environment(), port, adminPort);
    shell.stop().listenToSignals();
    Logs logs = logs();
    try (Gateway gateway = Gateway.start(config, Listener.NONE);
        ConfigWatch watch = options.watch(gateway, shell.environment(), port, adminPort)) {
      watch.start();
      ready(gateway, config);
      shell.stop().await();
      leaving(config);
      gateway.drain();
      return 0;
    } catch (StartFailed e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    } finally {
      logs.close();
    }
  }

  private Logs logs() {
    Terminal terminal = shell.terminal();
    return terminal.live()
        ? Logs.forPeople(terminal.err(), terminal.paint().on(), shell.environment())
        : Logs.forPrograms(terminal.err(), shell.environment());
  }

  private void ready(Gateway gateway, GatewayConfig config) {
    if (shell.terminal().live()) {
      banner(gateway, config);
    } else {
      log()
          .atInfo()
          .addKeyValue("url", gateway.url())
          .addKeyValue("admin", gateway.adminUrl())
          .addKeyValue("dashboard", gateway.adminUrl() + "/")
          .addKeyValue("upstream", config.upstream().url())
          .log("ready");
    }
  }

  private void banner(Gateway gateway, GatewayConfig config) {
    PrintStream out = shell.terminal().out();
    Paint paint = shell.terminal().paint();
    out.println();
    out.println(
        "  " + paint.green("●") + " " + paint.bold("Holdfast is ready") + ". Tell programs:");
    out.println();
    out.println("    " + paint.cyan("export ANTHROPIC_BASE_URL=" + gateway.url()));
    out.println();
    out.println("  " + paint.dim("upstream  ") + " " + config.upstream().url());
    out.println("  " + paint.dim("dashboard ") + " " + gateway.adminUrl() + "/");
    out.println("  " + paint.dim("policy    ") + " " + policy(config));
    out.println();
  }

  private String policy(GatewayConfig config) {
    var budget = config.retry().policy().budget();
    return "retries for %s, waits for a 429 for %s (%s)"
        .formatted(
            DurationText.of(budget.time()), DurationText.of(budget.quota()), options.label());
  }

  private void leaving(GatewayConfig config) {
    String atMost = DurationText.of(config.limits().drain());
    if (shell.terminal().live()) {
      shell.terminal().out().println("\nfinishing calls under way (at most " + atMost + ") …");
    } else {
      log().atInfo().addKeyValue("at_most", atMost).log("draining");
    }
  }

  private static Logger log() {
    return LoggerFactory.getLogger("holdfast");
  }
}
