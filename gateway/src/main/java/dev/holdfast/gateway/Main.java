package dev.holdfast.gateway;

import dev.holdfast.gateway.cli.Commands;
import dev.holdfast.gateway.cli.Shell;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Commands.run(Shell.ofProcess(), args));
  }
}
