package dev.holdfast.lab.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The text of {@code lab upstream --help}: every fault, every answer, how to steer, examples. */
public final class LabHelp {
  private LabHelp() {}

  /** Plain text, lines of at most 100 columns. */
  public static String text() {
    try (InputStream in = LabHelp.class.getResourceAsStream("lab-upstream.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
