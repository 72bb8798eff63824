package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param rounds each round measures every target once
 * @param calls at 64 connections, in each round
 * @param single at one connection, in each round
 * @param warmUp calls at 64 connections before the first round, at most
 * @param jvm further flags for the gateway's JVM, for a profile: such figures are not published
 * @param beside what is measured along, by the option that asks for it
 */
record Options(
    int rounds, int calls, int single, int warmUp, List<String> jvm, Set<String> beside) {
  static final String HELP =
      """
      bench/run [--rounds N] [--calls N] [--single N] [--warm-up N] [--bare yes] [--unwatched yes]
                [--jvm "FLAGS"]
        --rounds    how often every target is measured (5)
        --calls     calls at 64 connections, per target and round (40000)
        --single    calls at one connection, per target and round (4000)
        --warm-up   most calls before the first round, per target (200000); fewer if the
                    compiler is done earlier
        --bare yes  measure also a Vert.x relay without any policy: what the stack itself costs
        --unwatched yes  measure also a gateway with alerts.mode: off: what looking costs
        --jvm       more flags for the gateway's JVM, such as -XX:StartFlightRecording=…
      """;

  /** Read from a command line; null if it cannot be. */
  static Options of(String[] args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      given.put(args[i], args[i + 1]);
    }
    List<String> jvm = new ArrayList<>(List.of(given.getOrDefault("--jvm", "").split(" ", -1)));
    jvm.removeIf(String::isBlank);
    return new Options(
        number(given, "--rounds", 5),
        number(given, "--calls", 40_000),
        number(given, "--single", 4_000),
        number(given, "--warm-up", 200_000),
        List.copyOf(jvm),
        Set.copyOf(given.keySet()));
  }

  /** Whether a Vert.x relay without any policy runs along, as the floor. */
  boolean bare() {
    return beside.contains("--bare");
  }

  /** Whether a gateway that looks for no alerts runs along. */
  boolean unwatched() {
    return beside.contains("--unwatched");
  }

  private static int number(Map<String, String> given, String name, int otherwise) {
    String text = given.get(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
