package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.Zip;
import dev.holdfast.gateway.watch.Picture;
import dev.holdfast.upstream.UpstreamStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** The second page: the components day by day, and the archive of incidents. */
final class IncidentsPage implements Page {
  private static final Duration BACK = Duration.ofDays(Grid.DAYS);

  private final Vertx vertx;
  private final Supplier<Picture> picture;
  private final Archive archive;
  private final String version;

  IncidentsPage(Vertx vertx, Supplier<Picture> picture, Archive archive, String version) {
    this.vertx = vertx;
    this.picture = picture;
    this.archive = archive;
    this.version = version;
  }

  @Override
  public String path() {
    return "/incidents";
  }

  @Override
  public String purpose() {
    return "the upstream's components over 30 days and the archive of incidents; ?before=TIME";
  }

  /** Ordered, so that only one worker waits for the database. */
  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    boolean zips = Zip.wanted(request);
    String before = request.getParam("before");
    return vertx
        .executeBlocking(
            () -> {
              Instant now = picture.get().situation().at();
              Instant end = before == null ? now : Minutes.of(before);
              return end == null
                  ? Answer.plain(400, "before is a time such as " + Minutes.EXAMPLE)
                  : Answer.html(200, page(end, now), zips);
            },
            true)
        .map(Objects::requireNonNull);
  }

  private String page(Instant end, Instant now) {
    UpstreamStatus status = picture.get().survey().status();
    Archive.Found found = archive.between(end.minus(BACK), end, status);
    Html to = new Html(false);
    Layout.begin(to, "Incidents · Holdfast", Face.of(picture.get().situation()), false);
    to.open("header", "class", "band plain").put("h1", "Incidents at Anthropic");
    Layout.navigation(to, "/incidents");
    to.close().open("main");
    if (end.equals(now)) {
      grid(to, found, status, now);
    }
    archive(to, found, end, now);
    to.close();
    Layout.end(to, version, now);
    return "<!doctype html>" + to;
  }

  private static void grid(Html to, Archive.Found found, UpstreamStatus status, Instant now) {
    to.open("section", "aria-labelledby", "h-grid").put("h2", "Last 30 days", "id", "h-grid");
    if (status.api() == null && found.all().isEmpty()) {
      String host = status.look().host();
      to.put(
          "p",
          host.isEmpty()
              ? "No status page is read: name one under status-page in the configuration."
              : "The status page " + host + " was not read yet; this fills up once it was.",
          "class",
          "empty");
    } else {
      new Grid(found.incidents(), now).write(to, status.api());
      to.put(
          "p",
          "As Anthropic posted it; overlapping incidents count once. Components that no incident"
              + " named are not shown.",
          "class",
          "fine");
    }
    to.close();
  }

  private static void archive(Html to, Archive.Found found, Instant end, Instant now) {
    to.open("section", "aria-labelledby", "h-archive").put("h2", "Archive", "id", "h-archive");
    if (found.trouble() != null) {
      to.put(
          "p",
          "Only what the status page shows at present, for there is no history: %s."
              .formatted(found.trouble()),
          "class",
          "empty");
    }
    if (found.all().isEmpty()) {
      to.put("p", "No incident in these 30 days, as far as is known.", "class", "empty");
    }
    new IncidentList(now).write(to, found.all());
    if (found.trouble() == null) {
      String before = Minutes.text(end.minus(BACK));
      to.open("p", "class", "more").put("a", "older", "href", "/incidents?before=" + before);
      to.close();
    }
    to.close();
  }
}
