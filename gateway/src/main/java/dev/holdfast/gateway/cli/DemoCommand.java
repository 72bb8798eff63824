package dev.holdfast.gateway.cli;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.config.ConfigInvalid;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Watch;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.demo.Demo;
import dev.holdfast.gateway.demo.Summary;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import dev.holdfast.lab.upstream.LabUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole thing at work, without a key and without Anthropic. */
@Command(
    name = "demo",
    description = "See it work: a gateway, traffic and an outage, all on this machine. No key.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit: 0 when no call was lost that could have been saved, else 1."})
final class DemoCommand implements Callable<Integer> {
  private static final int SHORTEST = 10;
  private static final int USUAL = 60;

  private static final Duration PAGE_EVERY = Duration.ofSeconds(2);

  private final Shell shell;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long calls are made; 60 when left out, at least 10.")
  private @Nullable Integer seconds;

  @Option(names = "--headless", description = "Plain lines, for logs and CI.")
  private boolean headless;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration length = Duration.ofSeconds(seconds == null ? USUAL : seconds);
    if (length.toSeconds() < SHORTEST) {
      throw new Complaint(2, "--seconds must be at least " + SHORTEST + " to show anything");
    }
    Terminal terminal = headless ? shell.terminal().unwatched() : shell.terminal();
    try (LabUpstream lab = LabUpstream.start();
        Gateway gateway = start(lab.baseUrl())) {
      intro(terminal, gateway);
      Demo demo = new Demo(gateway.url(), lab, length);
      shell.stop().listenToSignals(demo::cutShort);
      Summary summary = demo.play(new DemoStage(terminal));
      new DemoSummary(terminal).print(summary);
      return summary.isClean() ? 0 : 1;
    } catch (StartFailed e) {
      throw new Complaint(1, String.valueOf(e.getMessage()), e);
    }
  }

  /** On the usual ports where they are free. */
  private static Gateway start(URI upstream) throws StartFailed {
    try {
      return Gateway.start(config(null, upstream), Listener.NONE);
    } catch (StartFailed taken) {
      return Gateway.start(config(0, upstream), Listener.NONE);
    }
  }

  /** A gateway before a lab: nothing of it is kept. */
  static GatewayConfig config(@Nullable Integer port, URI upstream) {
    try {
      Overrides overrides = new Overrides(port, port, upstream);
      // What is staged here is nobody's history; and its status page is the lab's.
      GatewayConfig staged =
          new ConfigReader(Map.of()).read(null, overrides).with(History.memory());
      StatusPage page = new StatusPage(List.of(upstream), PAGE_EVERY);
      return staged.with(new Watch(page, staged.watch().alerts()));
    } catch (ConfigInvalid e) {
      throw new IllegalStateException("the defaults are valid", e);
    }
  }

  private static void intro(Terminal terminal, Gateway gateway) {
    terminal
        .out()
        .printf(
            "%n  %s  20 calls a second, without any error handling of their own%n"
                + "  gateway    %s%n  dashboard  %s/%n%n",
            terminal.paint().bold("Holdfast demo"),
            terminal.paint().cyan("" + gateway.url()),
            terminal.paint().cyan("" + gateway.adminUrl()));
  }
}
