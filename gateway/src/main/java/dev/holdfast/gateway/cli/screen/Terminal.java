package dev.holdfast.gateway.cli.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command speaks, and what that place can show.
 *
 * @param width how many columns text may take
 * @param live whether a person watches {@code out}, so that lines may be rewritten in place
 * @param paint colours of {@code out}
 */
public record Terminal(PrintStream out, PrintStream err, int width, boolean live, Paint paint) {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;
  private static final int UNWATCHED = 100;

  /** The terminal of this process; UTF-8 whatever the locale says. */
  public static Terminal ofProcess(Map<String, String> environment) {
    boolean live = Tty.isTerminal(1);
    int width = live ? Tty.columns(environment, UNWATCHED) : UNWATCHED;
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Math.max(NARROWEST, Math.min(WIDEST, width)),
        live,
        new Paint(coloured(environment, live)));
  }

  /** One that nobody watches, for output that is kept. */
  public static Terminal plain(PrintStream out, PrintStream err, int width) {
    return new Terminal(out, err, width, false, new Paint(false));
  }

  /** The same place, as if nobody watched. */
  public Terminal unwatched() {
    return plain(out, err, width);
  }

  /** See no-color.org; {@code CLICOLOR_FORCE} asks for colour where nobody watches. */
  public static boolean coloured(Map<String, String> environment, boolean live) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
    return forced || (live && !environment.getOrDefault("TERM", "").equals("dumb"));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
