package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.InForce;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.config.Spelling;
import dev.holdfast.verdict.CodeReference;
import dev.holdfast.verdict.CodeReference.Row;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a status code means and what is done about it. */
@Command(
    name = "explain",
    description = "What a status code or error type means, and what Holdfast does about it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit: 0, or 2 for a code or type that has no row."})
final class ExplainCommand implements Callable<Integer> {
  private static final int UNKNOWN = 2;

  private final Shell shell;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CODE|TYPE",
      description = "Such as 529 or overloaded_error; without it the whole table.")
  private @Nullable String wanted;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Mixin private final ConfigOption config = new ConfigOption();

  ExplainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    GatewayConfig inForce = config.read(shell.environment(), Overrides.NONE);
    InForce policy = new InForce(inForce.retry().policy());
    ExplainText text = new ExplainText(shell.terminal(), policy, config.label());
    if (wanted == null) {
      print(new ExplainJson(policy).all(CodeReference.rows()), text::all);
      return 0;
    }
    for (Row row : CodeReference.find(wanted)) {
      print(new ExplainJson(policy).one(row), () -> text.one(row));
      return 0;
    }
    for (OtherCodes.Note note : OtherCodes.find(wanted)) {
      int code = wanted.matches("\\d+") ? Integer.parseInt(wanted) : 0;
      print(new ExplainJson(policy).note(note, code), () -> text.note(note));
      return 0;
    }
    throw new Complaint(UNKNOWN, unknown(wanted));
  }

  private void print(String asJson, Runnable asText) {
    if (json) {
      shell.terminal().out().println(asJson);
    } else {
      asText.run();
    }
  }

  private static String unknown(String wanted) {
    if (wanted.matches("\\d+")) {
      return wanted
          + ": not a code that Anthropic documents; Holdfast hands such an answer on unchanged and"
          + " never retries it. Known: "
          + known();
    }
    List<String> types =
        CodeReference.rows().stream().map(Row::type).filter(Objects::nonNull).toList();
    String near = Spelling.nearest(wanted, types);
    return wanted
        + ": no such error type"
        + (near == null ? "; known: " + String.join(", ", types) : ", did you mean " + near + "?");
  }

  private static String known() {
    return CodeReference.rows().stream()
        .map(row -> String.valueOf(row.code()))
        .collect(Collectors.joining(", "));
  }
}
