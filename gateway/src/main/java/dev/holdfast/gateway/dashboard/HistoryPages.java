package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.history.Feed;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.HistoryOff;
import dev.holdfast.gateway.history.Incidents;
import dev.holdfast.gateway.history.Sums;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What the history tells: the feed, the archive of incidents, counts over time. */
public final class HistoryPages {
  private static final int USUAL = 100;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private final Vertx vertx;
  private final InstantSource clock;
  private final Feed feed;
  private final Incidents incidents;
  private final Sums sums;

  private HistoryPages(Vertx vertx, History history, Incidents incidents, InstantSource clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.feed = new Feed(history);
    this.incidents = incidents;
    this.sums = new Sums(history);
  }

  /** All of them. */
  public static List<Page> of(
      Vertx vertx, History history, Incidents incidents, InstantSource clock) {
    HistoryPages pages = new HistoryPages(vertx, history, incidents, clock);
    return List.of(
        pages
        .new Told(
            "/api/v1/events",
            "what happened; ?since=TIME, or ?after=ID for what came later, JSON",
            pages::events),
        pages
        .new Told(
            "/api/v1/incidents",
            "incidents with their updates, newest first; ?before=TIME, JSON",
            pages::incidents),
        pages
        .new Told(
            "/api/v1/history",
            "attempts by class; ?step=minute|hour|day&from=TIME&to=TIME, JSON",
            pages::sums));
  }

  /** Answers one page from the database. */
  private interface Teller {
    String tell(Query query) throws HistoryOff;
  }

  /** A page that asks the database. */
  private final class Told implements Page {
    private final String path;
    private final String purpose;
    private final Teller teller;

    Told(String path, String purpose, Teller teller) {
      this.path = path;
      this.purpose = purpose;
      this.teller = teller;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public String purpose() {
      return purpose;
    }

    /** Ordered, so that however many ask at once only one worker waits for the database. */
    @Override
    public Future<Answer> answer(HttpServerRequest request) {
      Query query = new Query(request.params());
      return vertx.executeBlocking(() -> told(query), true).map(Objects::requireNonNull);
    }

    private Answer told(Query query) {
      try {
        return Answer.json(teller.tell(query));
      } catch (IllegalArgumentException e) {
        return Answer.plain(400, String.valueOf(e.getMessage()));
      } catch (HistoryOff e) {
        return Answer.plain(503, e.getMessage() + "; calls go on");
      }
    }
  }

  private String events(Query query) throws HistoryOff {
    int most = query.number("most", USUAL, 500);
    if (query.has("after")) {
      long after = query.number("after", 0, Integer.MAX_VALUE);
      return HistoryJson.events(feed.after(after, most));
    }
    return HistoryJson.events(feed.since(query.time("since", clock.instant().minus(DAY)), most));
  }

  private String incidents(Query query) throws HistoryOff {
    Instant before = query.time("before", clock.instant());
    return HistoryJson.incidents(incidents.page(before, query.number("most", 50, 200)));
  }

  private String sums(Query query) throws HistoryOff {
    String word = query.word("step", "minute");
    Sums.Step step = step(word);
    Instant to = query.time("to", clock.instant());
    Instant from = query.time("from", to.minus(step == Sums.Step.MINUTE ? HOUR : MONTH));
    return HistoryJson.sums(word, sums.between(from, to, step));
  }

  private static Sums.Step step(String word) {
    for (Sums.Step step : Sums.Step.values()) {
      if (step.name().toLowerCase(Locale.ROOT).equals(word)) {
        return step;
      }
    }
    throw new IllegalArgumentException("step is minute, hour or day");
  }
}
