package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.Zip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which page is at which path. */
final class Pages {
  private static final String TITLE = "Holdfast, admin listener\n\n";

  private final List<Page> pages = new ArrayList<>();
  private final String index;

  /**
   * The pages of a gateway.
   *
   * @param more those that are not about the process itself
   */
  Pages(Vertx vertx, AdminFacts facts, List<Page> more) {
    pages.add(new Basic("/api", "this list", false, r -> Future.succeededFuture(index())));
    pages.add(new Basic("/healthz", "200 while the process answers", true, r -> plain(200, "ok")));
    pages.add(
        new Basic(
            "/readyz",
            "200 while calls are welcome, 503 before and while draining",
            true,
            r -> facts.ready() ? plain(200, "ready") : plain(503, "not ready")));
    pages.add(new Basic("/metrics", "Prometheus text format", false, r -> scrape(vertx, facts, r)));
    pages.addAll(more);
    index = TITLE + pages.stream().skip(1).map(this::line).collect(Collectors.joining("\n"));
  }

  /** A page made of a function. */
  private record Basic(
      String path,
      String purpose,
      boolean open,
      Function<HttpServerRequest, Future<Answer>> answers)
      implements Page {
    @Override
    public Future<Answer> answer(HttpServerRequest request) {
      return answers.apply(request);
    }
  }

  /** The page of a path; null if there is none. */
  @Nullable Page at(String path) {
    for (Page page : pages) {
      boolean under = page.path().length() > 1 && page.path().endsWith("/");
      boolean below = under && path.startsWith(page.path()) && path.length() > page.path().length();
      if (below || (!under && path.equals(page.path()))) {
        return page;
      }
    }
    return null;
  }

  /** All paths in one line. */
  String list() {
    return "here are: " + pages.stream().map(Page::path).collect(Collectors.joining(" "));
  }

  private Answer index() {
    return Answer.plain(200, index);
  }

  private String line(Page page) {
    int widest = pages.stream().mapToInt(other -> other.path().length()).max().orElse(0);
    return page.path() + " ".repeat(widest + 3 - page.path().length()) + page.purpose();
  }

  private static Future<Answer> plain(int status, String text) {
    return Future.succeededFuture(Answer.plain(status, text));
  }

  /** Ordered, so that however many scrape at once only one worker is ever busy with it. */
  private static Future<Answer> scrape(Vertx vertx, AdminFacts facts, HttpServerRequest request) {
    boolean zipped = Zip.wanted(request);
    return vertx.executeBlocking(() -> Scrape.of(facts, zipped), true).map(Objects::requireNonNull);
  }
}
