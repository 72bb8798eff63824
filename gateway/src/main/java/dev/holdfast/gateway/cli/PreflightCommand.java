package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.preflight.Level;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.PreflightReport;
import dev.holdfast.preflight.RequestKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the body of a request as the gateway would, before anybody sends it. */
@Command(
    name = "preflight",
    description =
        "Lint the body of a request before it is sent: what fails, where, how to mend it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Nothing is sent. Rejects only what certainly fails at Anthropic.",
      "Exit: 0 ok, 1 warnings, 2 rejected, or the file cannot be read."
    })
final class PreflightCommand implements Callable<Integer> {
  private static final String STDIN = "-";
  private static final int UNREADABLE = 2;
  private static final int CHUNK = 64 * 1024;

  private final Shell shell;

  @Parameters(index = "0", paramLabel = "FILE", description = "A request body; - for stdin.")
  private @Nullable String file;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "messages (default), count_tokens, batches or files.")
  private @Nullable Endpoint endpoint;

  @Option(
      names = "--beta",
      paramLabel = "NAME",
      description = "A value of anthropic-beta, as one may raise a limit; may be repeated.")
  private @Nullable List<String> betas;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  PreflightCommand(Shell shell) {
    this.shell = shell;
  }

  /** Where the body is to be sent, as the API's paths name it. */
  private enum Endpoint {
    messages(RequestKind.MESSAGE),
    count_tokens(RequestKind.TOKEN_COUNT),
    batches(RequestKind.BATCH),
    files(RequestKind.FILE);

    private final RequestKind kind;

    Endpoint(RequestKind kind) {
      this.kind = kind;
    }
  }

  @Override
  public Integer call() {
    RequestKind kind = endpoint == null ? RequestKind.MESSAGE : endpoint.kind;
    Preflight preflight = new Preflight(kind, betas == null ? null : String.join(",", betas));
    String from = file == null ? STDIN : file;
    String label = from.equals(STDIN) ? "stdin" : from;
    read(from, preflight);
    PreflightReport report = preflight.report();
    Terminal terminal = shell.terminal();
    if (json) {
      terminal.out().println(PreflightJson.of(label, preflight, report));
    } else {
      new PreflightText(terminal).print(label, preflight, report);
    }
    return exit(report.level());
  }

  private static int exit(Level level) {
    return switch (level) {
      case OK -> 0;
      case WARN -> 1;
      case REJECT -> 2;
    };
  }

  private static void read(String from, Preflight preflight) {
    try (InputStream in = from.equals(STDIN) ? System.in : Files.newInputStream(Path.of(from))) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        preflight.feed(ByteBuffer.wrap(chunk, 0, n));
      }
    } catch (NoSuchFileException e) {
      throw new Complaint(UNREADABLE, from + ": no such file: check its name", e);
    } catch (IOException | InvalidPathException e) {
      boolean folder = e instanceof IOException && Files.isDirectory(Path.of(from));
      String why = folder ? "is a folder, not a file" : "cannot be read";
      throw new Complaint(UNREADABLE, from + ": " + why + ": check its name and permissions", e);
    }
  }
}
