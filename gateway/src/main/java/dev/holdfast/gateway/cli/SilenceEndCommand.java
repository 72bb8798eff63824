package dev.holdfast.gateway.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a silence before its time. */
@Command(
    name = "end",
    description = "End a silence before its time.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SilenceEndCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "ID", description = "As 'holdfast silence' shows it.")
  private @Nullable String id;

  @Mixin private final AtOption at = new AtOption();

  SilenceEndCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String path =
        "/api/v1/silences/" + URLEncoder.encode(String.valueOf(id), StandardCharsets.UTF_8);
    AdminJson.of(at.client(shell.environment()).delete(path), "ok");
    shell.terminal().out().println("ended; what still fires is told within ten seconds");
    return 0;
  }
}
