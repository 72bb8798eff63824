package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.cli.screen.Table;
import dev.holdfast.gateway.cli.screen.Table.Cell;
import dev.holdfast.gateway.cli.screen.Table.Column;
import dev.holdfast.gateway.cli.screen.Terminal;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Alerts as people read them. */
final class AlertsText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final int LOG = 20;

  private final Terminal terminal;

  AlertsText(Terminal terminal) {
    this.terminal = terminal;
  }

  void tell(JsonNode all) {
    PrintStream out = terminal.out();
    JsonNode alerts = all.path("alerts");
    out.println(alerts.isEmpty() ? "nothing fires" : title(alerts.size(), "alert"));
    alerts.forEach(this::alert);
    if (all.path("lead").isObject()) {
      out.println(text(all.path("lead"), "said"));
    }
    for (JsonNode silence : all.path("silences")) {
      out.println(
          "silenced until "
              + time(silence.path("until"))
              + " by "
              + text(silence, "author")
              + ": "
              + matchers(silence)
              + " ("
              + text(silence, "id")
              + ")");
    }
    all.path("sinks").forEach(this::sink);
    log(all.path("log"));
  }

  private static String title(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void alert(JsonNode alert) {
    PrintStream out = terminal.out();
    boolean page = text(alert, "level").equals("page");
    String head = text(alert, "state") + " " + text(alert, "severity");
    out.println();
    out.println(
        "  "
            + (page ? terminal.paint().red(head) : terminal.paint().yellow(head))
            + "  "
            + terminal.paint().bold(text(alert, "rule"))
            + " on "
            + text(alert, "scope")
            + " since "
            + time(alert.path("since")));
    out.println("  " + text(alert, "summary"));
    if (!text(alert, "explanation").isEmpty()) {
      out.println("  " + text(alert, "explanation"));
    }
    out.println("  do: " + text(alert, "action"));
    out.println("  " + terminal.paint().dim(text(alert, "key") + marks(alert)));
  }

  private static String marks(JsonNode alert) {
    StringBuilder marks = new StringBuilder();
    alert.path("marks").forEach(mark -> marks.append(" · ").append(mark.asText()));
    return marks.toString();
  }

  static String matchers(JsonNode silence) {
    StringBuilder all = new StringBuilder();
    silence
        .path("matchers")
        .properties()
        .forEach(one ->
            all.append(one.getKey()).append('=').append(one.getValue().asText()).append(' '));
    return all.toString().strip();
  }

  private void sink(JsonNode sink) {
    String trouble = sink.path("trouble").asText("");
    int unsent = sink.path("unsent").asInt();
    if (!trouble.isEmpty() && !sink.path("trouble").isNull()) {
      terminal
          .out()
          .println(
              terminal.paint().red(text(sink, "name") + " " + trouble)
                  + ", "
                  + unsent
                  + " unsent, since "
                  + time(sink.path("trouble_since")));
    } else {
      terminal
          .out()
          .println(
              text(sink, "name")
                  + ": "
                  + sink.path("delivered").asLong()
                  + " delivered"
                  + (unsent == 0 ? "" : ", " + unsent + " unsent"));
    }
  }

  private void log(JsonNode log) {
    if (log.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.narrow("when"),
                Column.narrow("what"),
                Column.narrow("rule"),
                Column.wide("summary", 1)));
    for (int i = 0; i < Math.min(LOG, log.size()); i++) {
      JsonNode one = log.get(i);
      table.row(
          Cell.of(time(one.path("at"))),
          Cell.of(text(one, "what")),
          Cell.of(text(one, "rule")),
          Cell.of(text(one, "summary")));
    }
    terminal.out().println();
    table.lines(terminal.width(), terminal.paint()::dim).forEach(terminal.out()::println);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText("");
  }

  static String time(JsonNode at) {
    return TIME.format(Instant.parse(at.asText()));
  }
}
