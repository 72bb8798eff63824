package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.history.Feed.Line;
import dev.holdfast.gateway.history.Occurrence;
import java.time.Instant;
import java.util.List;

/** What happened: incidents, breakers, alerts, deploys, starts. */
final class FeedPart implements Part {
  private static final List<Occurrence.Kind> CHIPS =
      List.of(
          Occurrence.Kind.INCIDENT,
          Occurrence.Kind.BREAKER,
          Occurrence.Kind.SITUATION,
          Occurrence.Kind.ALERT,
          Occurrence.Kind.DEPLOY);

  @Override
  public String id() {
    return "feed";
  }

  /** Choices that work without a script; outside of what is replaced, so that they stay. */
  static void chips(Html to) {
    to.open("fieldset", "class", "chips").put("legend", "Show");
    radio(to, "all", true);
    CHIPS.forEach(kind -> radio(to, kind.slug(), false));
    to.close();
  }

  private static void radio(Html to, String value, boolean on) {
    to.open("label")
        .mark(
            "input",
            "type",
            "radio",
            "name",
            "kind",
            "value",
            value,
            "id",
            "k-" + value,
            "checked",
            on ? "" : null)
        .text(value)
        .close();
  }

  @Override
  public void write(Html to, Moment moment) {
    String trouble = moment.diary().trouble();
    if (trouble != null) {
      to.put(
          "p",
          "No history: "
              + trouble
              + ". The configuration says where it is kept, under"
              + " history; calls go on without it.",
          "class",
          "empty");
      return;
    }
    lines(to, moment.diary().lines(), moment.now());
  }

  /** The lines, newest first. */
  static void lines(Html to, List<Line> lines, Instant now) {
    if (lines.isEmpty()) {
      to.put("p", "Nothing is known of.", "class", "empty");
      return;
    }
    to.open("ol", "class", "feed");
    for (Line line : lines) {
      Occurrence told = line.occurrence();
      to.open("li", "class", told.kind().slug() + " " + severity(told));
      Times.at(to, told.at(), now);
      to.text(" ").put("span", told.kind().slug(), "class", "tag");
      to.text(" " + told.title()).close();
    }
    to.close();
  }

  /** A word of the stylesheet's; the database may hold any. */
  private static String severity(Occurrence told) {
    return switch (told.severity()) {
      case "critical", "error" -> "error";
      case "warning" -> "warning";
      default -> "info";
    };
  }
}
