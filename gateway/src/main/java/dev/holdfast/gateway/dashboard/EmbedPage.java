package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.admin.Zip;
import dev.holdfast.gateway.watch.Picture;
import dev.holdfast.situation.Situation;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * The verdict and nothing else, to be framed by a wiki or a screen on the wall. Without a script it
 * loads itself anew.
 */
final class EmbedPage implements Page {
  private static final String EVERY_SECONDS = "10";

  private final Supplier<Picture> picture;

  EmbedPage(Supplier<Picture> picture) {
    this.picture = picture;
  }

  @Override
  public String path() {
    return "/embed";
  }

  @Override
  public String purpose() {
    return "the verdict as a small page that others may frame";
  }

  @Override
  public boolean framed() {
    return true;
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    String page = page(picture.get().situation());
    return Future.succeededFuture(Answer.html(200, page, Zip.wanted(request)));
  }

  static String page(Situation situation) {
    Face face = Face.of(situation);
    Html to = new Html(false);
    to.open("html", "lang", "en").open("head");
    to.mark("meta", "charset", "utf-8").put("title", Layout.title(situation));
    to.mark("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
    to.mark("meta", "name", "color-scheme", "content", "light dark");
    to.mark("meta", "http-equiv", "refresh", "content", EVERY_SECONDS);
    to.mark("link", "rel", "stylesheet", "href", Assets.CSS.path());
    to.close().open("body", "class", "embed");
    to.open("main", "class", "band " + face.tone());
    BandPart.verdict(to, situation);
    to.open("p", "class", "facts").put("a", "Holdfast", "href", "/", "target", "_blank");
    to.open("span", "class", "fact").text("drawn ");
    Times.at(to, situation.at(), situation.at());
    to.text(" UTC").close();
    to.put("span", "row " + situation.row().id(), "class", "fact");
    to.close().close().close().close();
    return "<!doctype html>" + to;
  }
}
