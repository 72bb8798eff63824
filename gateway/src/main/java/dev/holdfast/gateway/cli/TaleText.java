package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.cli.screen.Wrap;
import dev.holdfast.tale.Spoken;
import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The tale of a call as people read it: how it ended, what happened, what to do. */
final class TaleText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, z", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT);

  /** A number stays with its unit. */
  private static final Pattern NUMBER = Pattern.compile("(\\d) (ms|s|min|h|days)\\b");

  private static final String GLUE = "\u00a0";

  private final Terminal terminal;
  private final Clock clock;
  private final boolean detailed;

  /**
   * A teller.
   *
   * @param clock what time it is, and where
   * @param detailed whether to tell also under what conditions each decision was taken
   */
  TaleText(Terminal terminal, Clock clock, boolean detailed) {
    this.terminal = terminal;
    this.clock = clock;
    this.detailed = detailed;
  }

  void tell(JsonNode trail) {
    PrintStream out = terminal.out();
    JsonNode tale = trail.path("tale");
    String ending = trail.path("ending").asText();
    UnaryOperator<String> hue = ending.equals("answered") ? paint()::green : paint()::red;
    wrapped("", text(tale, "headline"), line -> paint().bold(hue.apply(line)));
    out.println(paint().dim(what(trail)));
    out.println();
    Instant began = time(trail, "began");
    out.println(paint().dim(DAY.format(began.atZone(clock.getZone())) + ", " + ago(trail, began)));
    int width = Spoken.since(began, began.plusMillis(trail.path("took_ms").asLong())).length();
    tale.path("lines").forEach(line -> line(began, line, width));
    out.println();
    remedies(tale.path("remedies"));
    ids(trail.path("request_ids"));
  }

  /** {@code hc_1f_1 /v1/messages opus-5 to https://api.anthropic.com}. */
  private static String what(JsonNode trail) {
    List<String> parts = new ArrayList<>(List.of(text(trail, "call"), text(trail, "endpoint")));
    String model = text(trail, "model");
    if (!model.equals("-")) {
      parts.add(model);
    }
    parts.add("to " + text(trail, "upstream"));
    return String.join("  ", parts);
  }

  private String ago(JsonNode trail, Instant began) {
    Instant end = began.plusMillis(trail.path("took_ms").asLong());
    return "ended " + Spoken.of(Duration.between(end, clock.instant())) + " ago";
  }

  private void line(Instant began, JsonNode line, int width) {
    Instant at = time(line, "at");
    String since = Spoken.since(began, at);
    String blanks = " ".repeat(Math.max(0, width - since.length()));
    String label = "  " + TIME.format(at.atZone(clock.getZone())) + "  " + blanks + since + "  ";
    wrapped(label, text(line, "text"), hue(line.path("tone").asText()));
    if (detailed && !line.path("details").isEmpty()) {
      wrapped(" ".repeat(label.length()), texts(line.path("details")), paint()::dim);
    }
  }

  private void remedies(JsonNode remedies) {
    remedies.forEach(remedy -> wrapped("→ ", remedy.asText(), UnaryOperator.identity()));
  }

  /** Anthropic's support asks for these. */
  private void ids(JsonNode ids) {
    if (!ids.isEmpty()) {
      wrapped(ids.size() == 1 ? "request-id " : "request-ids ", texts(ids), paint()::dim);
    }
  }

  private static String texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(clean(text.asText())));
    return String.join(", ", texts);
  }

  private UnaryOperator<String> hue(String tone) {
    return switch (tone) {
      case "good" -> paint()::green;
      case "trouble" -> paint()::yellow;
      case "bad" -> paint()::red;
      default -> UnaryOperator.identity();
    };
  }

  /** A label and a text beside it, which is coloured after it was wrapped. */
  private void wrapped(String label, String text, UnaryOperator<String> paint) {
    String before = label;
    String glued = NUMBER.matcher(clean(text)).replaceAll("$1" + GLUE + "$2");
    for (String line : Wrap.lines(glued, terminal.width() - label.length())) {
      terminal.out().println(before + paint.apply(line.replace(GLUE, " ")));
      before = " ".repeat(label.length());
    }
  }

  private static String text(JsonNode in, String field) {
    return clean(in.path(field).asText());
  }

  /** A terminal must not be told what to do by what an upstream sent. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static Instant time(JsonNode in, String field) {
    try {
      return Instant.parse(in.path(field).asText());
    } catch (DateTimeException unreadable) {
      return Instant.EPOCH;
    }
  }

  private Paint paint() {
    return terminal.paint();
  }
}
