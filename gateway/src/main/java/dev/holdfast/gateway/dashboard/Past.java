package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.history.Feed;
import dev.holdfast.gateway.history.Feed.Line;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.HistoryOff;
import dev.holdfast.gateway.history.Occurrence;
import dev.holdfast.gateway.history.Sums;
import dev.holdfast.gateway.history.Sums.Sum;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of a past minute, out of the history. */
final class Past {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int STEPS = 60;
  private static final int LINES = 100;

  private final History history;
  private final Archive archive;
  private final InstantSource clock;
  private final String version;

  Past(Dashboard.Memory memory, String version) {
    this.history = memory.history();
    this.archive = new Archive(memory.history(), memory.incidents());
    this.clock = memory.clock();
    this.version = version;
  }

  /**
   * What is known of a minute.
   *
   * @param then the situation that held, as it was told; null if none was
   */
  private record Known(
      @Nullable Then then, Archive.Found incidents, List<Sum> sums, List<Line> feed) {}

  /** The page, or one sentence that says why there is none. Waits for the database. */
  Answer page(String asked, boolean zips) {
    Instant at = Minutes.of(asked);
    Instant now = clock.instant();
    if (at == null) {
      return sorry(400, "Say which minute: /?at=" + Minutes.EXAMPLE, zips);
    }
    if (at.isAfter(now)) {
      return sorry(404, "That minute is still to come.", zips);
    }
    if (!history.wanted()) {
      return sorry(
          404, "No history is kept: set history.url in the configuration to look back.", zips);
    }
    try {
      return Answer.html(200, page(at, known(at)), zips);
    } catch (HistoryOff off) {
      return sorry(503, "The history cannot be read: " + off.getMessage() + ".", zips);
    }
  }

  private Known known(Instant at) throws HistoryOff {
    Instant end = at.truncatedTo(ChronoUnit.MINUTES).plus(STEP);
    Feed feed = new Feed(history);
    Line told = feed.last(Occurrence.Kind.SITUATION, end);
    return new Known(
        told == null ? null : Then.of(told.occurrence()),
        archive.at(at),
        new Sums(history).between(end.minus(HOUR), end, Sums.Step.MINUTE),
        feed.between(end.minus(HOUR), end, LINES));
  }

  private Answer sorry(int status, String sentence, boolean zips) {
    Html to = new Html(false);
    Layout.begin(to, "Holdfast", Face.UNSURE, false);
    to.open("header", "class", "band unsure").put("h1", sentence);
    Layout.navigation(to, "");
    to.close().open("main").close();
    Layout.end(to, version, clock.instant());
    return Answer.html(status, "<!doctype html>" + to, zips);
  }

  private String page(Instant at, Known known) {
    Then then = known.then();
    Face face = then == null ? Face.UNSURE : then.face();
    Html to = new Html(false);
    Layout.begin(to, "Then: " + Minutes.text(at) + " · Holdfast", face, false);
    band(to, at, then, face);
    to.open("main");
    section(to, "incidents", "Open incidents then");
    if (known.incidents().all().isEmpty()) {
      to.put("p", "None is known of.", "class", "empty");
    }
    new IncidentList(at).write(to, known.incidents().all());
    to.close();
    section(to, "chart", "The hour before");
    chart(to, at, known.sums());
    to.close();
    section(to, "feed", "What happened in it");
    FeedPart.lines(to, known.feed(), at);
    to.close().close();
    Layout.end(to, version, clock.instant());
    return "<!doctype html>" + to;
  }

  private static void section(Html to, String id, String title) {
    to.open("section", "aria-labelledby", "h-" + id).put("h2", title, "id", "h-" + id);
  }

  private static void band(Html to, Instant at, @Nullable Then then, Face face) {
    to.open("header", "class", "band " + face.tone()).open("h1");
    if (then == null) {
      to.text("What held at that minute was not written down.");
    } else {
      face.chip(to, then.word());
      to.text(" ").put("span", then.verdict(), "class", "verdict");
    }
    to.close();
    if (then != null) {
      to.open("p", "class", "do").put("b", "To do then: ").text(then.toDo()).close();
    }
    to.open("p", "class", "do").text("As it was at ");
    to.put("b", Minutes.text(at));
    if (then != null) {
      to.text(", since ");
      Times.at(to, then.since(), at);
      to.text(". Row " + then.row() + ", the page's light was " + then.indicator());
    }
    to.text(". ").put("a", "10 min earlier", "href", "/?at=" + Minutes.text(at.minusSeconds(600)));
    to.text(" ").put("a", "10 min later", "href", "/?at=" + Minutes.text(at.plusSeconds(600)));
    to.text(" ").put("a", "now", "href", "/").close();
    Layout.navigation(to, "");
    to.close();
  }

  private static void chart(Html to, Instant at, List<Sum> sums) {
    Instant from = at.truncatedTo(ChronoUnit.MINUTES).minus(STEP.multipliedBy(STEPS - 1));
    Map<AttemptClass, long[]> counts = new EnumMap<>(AttemptClass.class);
    for (Sum sum : sums) {
      AttemptClass each = AttemptClass.of(sum.code(), sum.origin());
      long minute = Duration.between(from, sum.at()).toMinutes();
      boolean drawn = minute >= 0 && minute < STEPS && each != AttemptClass.CANCELLED;
      if (drawn && sum.measure().equals("attempt")) {
        counts.computeIfAbsent(each, one -> new long[STEPS])[(int) minute] += sum.count();
      }
    }
    Bars bars = new Bars(from, STEP, counts);
    if (bars.total() == 0) {
      to.put("p", "No calls are known of.", "class", "empty");
    } else {
      bars.write(to, List.of(), "then");
    }
  }
}
