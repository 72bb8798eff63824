package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.lab.upstream.LabHelp;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The top command and the ways of all others: help, one-line complaints, exit codes. */
@Command(
    name = "holdfast",
    description = "Keeps programs that call the Anthropic API on their feet.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Start:  holdfast gateway",
      "        export ANTHROPIC_BASE_URL=http://127.0.0.1:5290",
      "More:   holdfast COMMAND --help"
    })
public final class Commands {
  private static final int USAGE = 2;

  private Commands() {}

  /** Runs one command line and returns its exit code. */
  public static int run(Shell shell, String... args) {
    CommandLine line = line(shell);
    return line.execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  static CommandLine line(Shell shell) {
    CommandLine line = new CommandLine(new Commands());
    line.addSubcommand(new GatewayCommand(shell));
    line.addSubcommand(new RunCommand(shell));
    line.addSubcommand(new DemoCommand(shell));
    Clock clock = Clock.system(ZoneId.systemDefault());
    line.addSubcommand(new StatusCommand(shell, clock));
    line.addSubcommand(new ExplainCommand(shell));
    line.addSubcommand(new WhyCommand(shell, clock));
    line.addSubcommand(
        new CommandLine(new AlertsCommand(shell)).addSubcommand(new AlertsTestCommand(shell)));
    line.addSubcommand(silence(shell));
    line.addSubcommand(new CheckCommand(shell));
    line.addSubcommand(new PreflightCommand(shell));
    line.addSubcommand(lab(shell));
    line.addSubcommand(new CompletionCommand(shell));
    line.addSubcommand(new TrainCommand(shell));
    Terminal terminal = shell.terminal();
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(terminal.paint())));
    line.setUsageHelpWidth(terminal.width());
    line.setParameterExceptionHandler(Commands::misused);
    line.setExecutionExceptionHandler(Commands::failed);
    return line;
  }

  private static CommandLine silence(Shell shell) {
    return new CommandLine(new SilenceCommand(shell))
        .addSubcommand(new SilenceAddCommand(shell))
        .addSubcommand(new SilenceEndCommand(shell));
  }

  private static CommandLine lab(Shell shell) {
    CommandLine upstream = new CommandLine(new LabUpstreamCommand(shell));
    upstream
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> "\n" + LabHelp.text());
    return new CommandLine(new LabCommand())
        .addSubcommand(upstream)
        .addSubcommand(new LabSinksCommand(shell));
  }

  private static Ansi ansi(Paint paint) {
    return paint.on() ? Ansi.ON : Ansi.OFF;
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(unmatched, !line.getSubcommands().isEmpty());
    }
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + message + " (see " + name + " --help)");
    return USAGE;
  }

  private static String unmatched(UnmatchedArgumentException e, boolean wantsCommand) {
    String kind = wantsCommand ? "unknown command '" : "unexpected argument '";
    String what = (e.isUnknownOption() ? "unknown option '" : kind) + e.getUnmatched().get(0) + "'";
    List<String> near = e.getSuggestions();
    return near.isEmpty() ? what : what + ", did you mean '" + near.get(0) + "'?";
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof Complaint complaint) {
      String name = line.getCommandSpec().qualifiedName() + ": ";
      line.getErr().println((complaint.standsAlone() ? "" : name) + complaint.getMessage());
      return complaint.exitCode();
    }
    throw e;
  }
}
