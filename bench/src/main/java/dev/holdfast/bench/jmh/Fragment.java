package dev.holdfast.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a run rewrites. */
final class Fragment {
  private Fragment() {}

  /** Replaces what stands between the two marks of that name in a file. */
  static void replace(Path file, String name, String markdown) throws IOException {
    String first = "<!-- " + name + " -->\n";
    String last = "<!-- /" + name + " -->";
    String text = Files.readString(file);
    int begin = text.indexOf(first);
    int end = text.indexOf(last, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IOException(file + " has no lines '" + first.strip() + "' and '" + last + "'");
    }
    String changed = text.substring(0, begin + first.length()) + markdown + text.substring(end);
    Files.writeString(file, changed);
  }
}
