package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What all commands have in common: help, complaints of one line, exit codes. */
class CommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explan           | holdfast: unknown command 'explan', did you mean 'explain'?"
            + " (see holdfast --help)",
        "explain --jsn    | holdfast explain: unknown option '--jsn', did you mean '--json'?"
            + " (see holdfast explain --help)",
        "explain 1 2      | holdfast explain: unexpected argument '2' (see holdfast explain --help)",
        "gateway --port x | holdfast gateway: Invalid value for option '--port': 'x' is no port:"
            + " 0 to 65535, 0 for any free (see holdfast gateway --help)",
        "why              | holdfast why: which call? give one ID, or --last-failed",
        "why 1 --last-failed | holdfast why: which call? give one ID, or --last-failed",
        "why 1 --at ftp://x | holdfast why: Invalid value for option '--at': 'ftp://x' is no listener:"
            + " write it like http://127.0.0.1:5291 (see holdfast why --help)",
        "run              | holdfast run: Missing required parameter: 'COMMAND'"
            + " (see holdfast run --help)",
        "lab              | holdfast lab: Missing required subcommand (see holdfast lab --help)",
        "demo --seconds 3 | holdfast demo: --seconds must be at least 10 to show anything",
        "gateway --upstream x | holdfast gateway: Invalid value for option '--upstream':"
            + " 'x' is not a URL: write it like https://api.anthropic.com"
            + " (see holdfast gateway --help)",
      })
  void misuseIsOneLineAndTwo(String args, String line) {
    assertThat(Ran.of(args.split(" "))).isEqualTo(new Ran(2, "", line + "\n"));
  }

  @Test
  void aMissingConfigurationIsOneLineAndOne() {
    var expected = new Ran(1, "", "nowhere.yaml: no such file: check its name\n");
    for (var command : List.of("gateway", "explain")) {
      assertThat(Ran.of(command, "--config", "nowhere.yaml")).isEqualTo(expected);
    }
    assertThat(Ran.of("check", "nowhere.yaml")).isEqualTo(expected);
  }

  @Test
  void aBadConfigurationIsALineForEachMistake() throws IOException {
    var file = Files.writeString(folder.resolve("h.yaml"), "drain: 3\nretry:\n  give-up: no\n");
    var lines =
        file
            + ":1: drain: '3' lacks a unit: write ms, s, m or h behind the number, such as 15s\n"
            + file
            + ":3: retry.give-up: 'no' is not one of: stop, later\n";
    assertThat(Ran.of("check", file.toString())).isEqualTo(new Ran(1, "", lines));
    assertThat(Ran.of("run", "--config", file.toString(), "--", "true"))
        .isEqualTo(new Ran(1, "", lines));
  }

  @Test
  void aGoodConfigurationIsSummedUp() throws IOException {
    var file = Files.writeString(folder.resolve("h.yaml"), "listen: 127.0.0.1:81\n");
    var line = "valid  " + file + ": 127.0.0.1:81 to https://api.anthropic.com, retries for 15s\n";
    assertThat(Ran.of("check", file.toString())).isEqualTo(new Ran(0, line, ""));
  }

  @Test
  void helpComesWithoutAskingAndFits() {
    assertThat(Ran.of()).isEqualTo(Ran.of("--help"));
    everyCommand().forEach(name -> assertThat(help(name).out()).startsWith("Usage: " + name));
  }

  @Test
  void theLabsHelpHasTheWholeGrammar() {
    assertThat(Ran.of("lab", "upstream", "--help").out()).contains("FAULTS", "ANSWERS", "SCRIPT");
  }

  @Test
  void completionKnowsEveryCommand() {
    var script = Ran.of("completion", "bash").out();
    everyCommand().forEach(name -> assertThat(script).contains(name.replaceFirst(".* ", "")));
    assertThat(Ran.of("completion", "zsh").out()).endsWith("source <(holdfast completion zsh)\n");
  }

  @Test
  void theVersionNamesTheJava() {
    assertThat(Ran.of("--version").out()).startsWith("holdfast ").contains("(Java ");
  }

  private static Ran help(String name) {
    var words = Stream.of(name.split(" ")).skip(1);
    return Ran.of(Stream.concat(words, Stream.of("--help")).toArray(String[]::new));
  }

  private static Stream<String> everyCommand() {
    var terminal = dev.holdfast.gateway.cli.screen.Terminal.plain(System.out, System.err, 80);
    return names(Commands.line(new Shell(terminal, java.util.Map.of(), new Stop())));
  }

  private static Stream<String> names(CommandLine line) {
    var below =
        line.getSubcommands().values().stream()
            .filter(command -> !command.getCommandSpec().usageMessage().hidden())
            .flatMap(CommandsTest::names);
    return Stream.concat(Stream.of(line.getCommandSpec().qualifiedName()), below);
  }
}
