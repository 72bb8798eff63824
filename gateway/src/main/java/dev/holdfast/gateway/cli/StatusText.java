package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.cli.screen.Wrap;
import dev.holdfast.tale.Spoken;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The situation as people read it: the verdict first, then what it was drawn from. */
final class StatusText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LABEL = 11;

  private final Terminal terminal;
  private final Clock clock;
  private int height;

  StatusText(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Whether two are told with the same words, but for ages. */
  static boolean same(JsonNode one, JsonNode other) {
    return List.of("advice", "row", "sentence", "remarks", "scope").stream()
        .allMatch(field -> one.path(field).equals(other.path(field)));
  }

  /** One screen. */
  void print(JsonNode situation, String by) {
    lines(situation, by).forEach(terminal.out()::println);
  }

  /** The same once more: in place where a person watches, else a line for each change. */
  void again(JsonNode situation, String by, boolean same) {
    if (terminal.live()) {
      List<String> lines = lines(situation, by);
      StringBuilder frame = new StringBuilder(height == 0 ? "" : "\u001b[" + height + "A");
      lines.forEach(line -> frame.append("\r\u001b[2K").append(line).append('\n'));
      frame.append("\u001b[J");
      terminal.out().print(frame);
      terminal.out().flush();
      height = lines.size();
    } else if (!same) {
      terminal
          .out()
          .println(
              TIME.format(clock.instant())
                  + "Z  "
                  + word(situation)
                  + ": "
                  + text(situation, "sentence"));
    }
  }

  private List<String> lines(JsonNode situation, String by) {
    List<String> lines = new ArrayList<>();
    String word = word(situation);
    UnaryOperator<String> hue = hue(text(situation, "advice"));
    String head = shape(text(situation, "advice")) + " " + word;
    lines.add(paint().bold(hue.apply(head)));
    Wrap.lines(text(situation, "sentence"), terminal.width())
        .forEach(line -> lines.add(paint().bold(line)));
    lines.add("");
    labelled(lines, "page", page(situation));
    labelled(lines, "your calls", calls(situation.path("local"), situation.path("scope")));
    for (JsonNode remark : situation.path("remarks")) {
      labelled(lines, "beside", remark.asText());
    }
    for (JsonNode incident : situation.path("incidents")) {
      labelled(lines, "incident", incident(incident));
    }
    labelled(lines, "told by", by + ", row " + text(situation, "row"));
    return lines;
  }

  private void labelled(List<String> lines, String label, String text) {
    String padded = label + " ".repeat(LABEL - label.length());
    String first = Wrap.labelled(padded, text, terminal.width());
    lines.addAll(List.of((paint().dim(label) + first.substring(label.length())).split("\n", -1)));
  }

  private String page(JsonNode situation) {
    JsonNode page = situation.path("upstream");
    if (page.path("host").isNull()) {
      return "none configured; status-page.hosts names one, to tell known incidents";
    }
    Instant checked = moment(page, "checked");
    String when =
        checked == null ? "not read yet" : "read " + ago(checked) + " ago, " + text(page, "host");
    String component = text(page, "component").replace('_', ' ');
    JsonNode trouble = page.path("trouble");
    return "%s, API %s (%s)%s"
        .formatted(
            text(situation, "indicator"),
            component,
            when,
            trouble.isTextual() ? ": " + trouble.asText() : "");
  }

  private String calls(JsonNode local, JsonNode scope) {
    Instant since = moment(local, "since");
    String models =
        String.join(
            ", ", StreamSupport.stream(scope.spliterator(), false).map(JsonNode::asText).toList());
    return text(local, "level").replace('-', ' ')
        + (since == null ? "" : " for " + ago(since))
        + (models.isEmpty() ? "" : ": " + models);
  }

  private static String incident(JsonNode incident) {
    List<String> reasons = new ArrayList<>();
    incident.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    return "%s (%s, %s); yours: %s%s"
        .formatted(
            text(incident, "name"),
            text(incident, "status"),
            text(incident, "impact"),
            text(incident, "match"),
            reasons.isEmpty() ? "" : ": " + String.join(", ", reasons));
  }

  private String ago(Instant then) {
    Duration age = Duration.between(then, clock.instant());
    return Spoken.of(age.isNegative() ? Duration.ZERO : age);
  }

  private static @Nullable Instant moment(JsonNode node, String field) {
    try {
      JsonNode text = node.path(field);
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    } catch (DateTimeException strange) {
      return null;
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  private static String word(JsonNode situation) {
    return text(situation, "advice").replace('-', ' ').toUpperCase(Locale.ROOT);
  }

  private Paint paint() {
    return terminal.paint();
  }

  private UnaryOperator<String> hue(String advice) {
    return switch (advice) {
      case "retry", "return" -> paint()::green;
      case "fall-back" -> paint()::red;
      case "fix" -> paint()::yellow;
      default -> paint()::dim;
    };
  }

  private static String shape(String advice) {
    return switch (advice) {
      case "retry", "return" -> "●";
      case "fall-back" -> "▲";
      case "fix" -> "■";
      default -> "◆";
    };
  }
}
