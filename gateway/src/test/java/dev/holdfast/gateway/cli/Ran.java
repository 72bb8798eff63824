package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command that was run in this process, and what it said. */
record Ran(int code, String out, String err) {
  static Ran of(String... args) {
    return at(100, args);
  }

  static Ran at(int width, String... args) {
    return in(Map.of(), width, args);
  }

  /** With these variables in its environment. */
  static Ran in(Map<String, String> environment, int width, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal = Terminal.plain(print(out), print(err), width);
    var code = Commands.run(new Shell(terminal, environment, new Stop()), args);
    return new Ran(code, text(out), text(err));
  }

  static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
