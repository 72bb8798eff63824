package dev.holdfast.bench.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a run rewrites. */
final class Fragment {
  private static final String BEGIN = "<!-- guards -->\n";
  private static final String END = "<!-- /guards -->";

  private Fragment() {}

  /** Replaces what stands between the two marks of a file. */
  static void replace(Path file, String markdown) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IOException(file + " has no lines '" + BEGIN.strip() + "' and '" + END + "'");
    }
    String changed = text.substring(0, begin + BEGIN.length()) + markdown + text.substring(end);
    Files.writeString(file, changed);
  }
}
