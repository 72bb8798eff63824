package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.Zip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** The page: retry or fall back, known incident or your side. */
final class NowPage implements Page {
  private final Vertx vertx;
  private final Board board;
  private final FeedWindow feed;
  private final Past past;

  NowPage(Vertx vertx, Board board, FeedWindow feed, Past past) {
    this.vertx = vertx;
    this.board = board;
    this.feed = feed;
    this.past = past;
  }

  @Override
  public String path() {
    return "/";
  }

  @Override
  public String purpose() {
    return "the dashboard; ?at=2026-11-23T14:06Z as it was then";
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    boolean zips = Zip.wanted(request);
    String at = request.getParam("at");
    return vertx
        .executeBlocking(() -> at == null ? now(zips) : past.page(at, zips), false)
        .map(Objects::requireNonNull);
  }

  private Answer now(boolean zips) {
    feed.read();
    return Answer.html(200, board.page(), zips);
  }
}
