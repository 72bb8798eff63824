package dev.holdfast.gateway;

import dev.holdfast.gateway.cli.Commands;
import dev.holdfast.gateway.cli.Shell;
import java.util.function.IntSupplier;

/** Where the program starts. */
public final class Main {
  private static final int DIED = 1;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(code(() -> Commands.run(Shell.ofProcess(), args)));
  }

  /**
   * The exit code of a command, whatever befalls it: threads that listen would keep a process alive
   * that serves nobody, as when the program's file is replaced while it runs.
   */
  static int code(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (Throwable e) {
      e.printStackTrace();
      return DIED;
    }
  }
}
