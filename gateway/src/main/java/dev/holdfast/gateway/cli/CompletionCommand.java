package dev.holdfast.gateway.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Print a completion script for bash or zsh.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "In ~/.bashrc:  source <(holdfast completion bash)",
      "In ~/.zshrc:   source <(holdfast completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "bash|zsh", description = "Your shell.")
  private @Nullable Dialect dialect;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  /** The shells that the script is for; one script serves both, as zsh can read bash's. */
  private enum Dialect {
    bash,
    zsh
  }

  @Override
  public Integer call() {
    PrintStream out = shell.terminal().out();
    out.print(AutoComplete.bash("holdfast", Commands.line(shell)));
    out.printf("# Load it in ~/.%1$src with: source <(holdfast completion %1$s)%n", dialect);
    return 0;
  }
}
