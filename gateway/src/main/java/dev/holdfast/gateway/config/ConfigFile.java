package dev.holdfast.gateway.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a configuration.
 *
 * @param label what problems call it
 * @param folder what file names in it are relative to
 */
public record ConfigFile(String label, Path folder, String text) {
  /** Where it is looked for when nobody names one. */
  public static final Path STANDARD = Path.of("holdfast.yaml");

  /** The given one, else the standard one if it is there, else null: then defaults hold. */
  public static @Nullable ConfigFile find(@Nullable Path given) throws ConfigInvalid {
    if (given != null) {
      return read(given);
    }
    return Files.exists(STANDARD) ? read(STANDARD) : null;
  }

  /** Reads a file. */
  public static ConfigFile read(Path file) throws ConfigInvalid {
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? file.toAbsolutePath() : parent;
    try {
      return new ConfigFile(file.toString(), folder, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file: check its name", e);
    } catch (MalformedInputException e) {
      throw unreadable(file, "not a text file in UTF-8", e);
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "is a folder, not a file" : "cannot be read";
      throw unreadable(file, why + ": check its name and permissions", e);
    }
  }

  private static ConfigInvalid unreadable(Path file, String why, IOException cause) {
    return new ConfigInvalid(List.of(new Problem(file.toString(), 0, why)), cause);
  }
}
