package dev.holdfast.gateway.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one storm: of the calls that arrived in its fault, and of the attempts then.
 *
 * @param closed from the end of the fault until the breaker was closed; null if it had not opened,
 *     negative if it was closed before
 * @param slowest the longest wait of a call that was answered
 */
record Figures(
    String name,
    long calls,
    long answered,
    long attempts,
    @Nullable Duration closed,
    Duration slowest) {
  private static final Path TABLE = Path.of("target", "wire.md");

  double success() {
    return (double) answered / calls;
  }

  double attemptsPerCall() {
    return (double) attempts / calls;
  }

  /** Shows it, and puts it with the others into the table. */
  Figures shown() {
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f %% | %.2f | %s | %.1f s |%n",
            name,
            calls,
            100 * success(),
            attemptsPerCall(),
            closed == null || closed.isNegative()
                ? "–"
                : String.format(Locale.ROOT, "%.1f s", closed.toMillis() / 1e3),
            slowest.toMillis() / 1e3);
    System.out.print(row);
    write(row, StandardOpenOption.APPEND);
    return this;
  }

  /** Begins a new table. */
  static void begin() {
    write(
        "| storm | calls | answered | attempts a call | closed after | slowest answer |\n"
            + "| --- | --- | --- | --- | --- | --- |\n",
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static void write(String text, StandardOpenOption how) {
    try {
      Files.writeString(TABLE, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
