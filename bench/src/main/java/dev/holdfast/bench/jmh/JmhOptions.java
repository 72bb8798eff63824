package dev.holdfast.bench.jmh;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much is measured.
 *
 * @param forks fresh JVMs for each figure
 * @param iterations of a second, in each fork
 * @param only a regular expression: which benchmarks
 * @param into a Markdown file whose table of guards is replaced; null for none
 */
record JmhOptions(int forks, int iterations, String only, @Nullable String into) {
  static final String HELP =
      """
      bench/%1$s [--quick yes] [--forks N] [--iterations N] [--only REGEX] [--into FILE]
        --quick yes   one fork, two iterations: a glance, not for publishing
        --forks       fresh JVMs for each figure (3)
        --iterations  of one second each, in each fork (5)
        --only        which benchmarks, a part of their names
        --into        a Markdown file whose part between <!-- %1$s --> and <!-- /%1$s -->
                      is replaced by the new table, such as docs/benchmarks.md
      """;

  /** Read from a command line. */
  static JmhOptions of(String[] args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      given.put(args[i], args[i + 1]);
    }
    boolean quick = given.containsKey("--quick");
    return new JmhOptions(
        Integer.parseInt(given.getOrDefault("--forks", quick ? "1" : "3")),
        Integer.parseInt(given.getOrDefault("--iterations", quick ? "2" : "5")),
        given.getOrDefault("--only", ".*"),
        given.get("--into"));
  }
}
