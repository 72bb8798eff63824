package dev.holdfast.gateway.dashboard;

import dev.holdfast.situation.Situation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What all pages have: head, navigation, foot. */
final class Layout {
  private Layout() {}

  /** The title says the state too: it is all that a tab shows. */
  static String title(Situation situation) {
    return Face.of(situation).letter() + " " + BandPart.word(situation) + " · Holdfast";
  }

  /**
   * The head, and the page's beginning.
   *
   * @param live whether a script keeps the page up to date
   */
  static void begin(Html to, String title, Face face, boolean live) {
    to.open("html", "lang", "en").open("head");
    to.mark("meta", "charset", "utf-8").put("title", title);
    to.mark("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
    to.mark("meta", "name", "color-scheme", "content", "light dark");
    to.mark("link", "rel", "stylesheet", "href", Assets.CSS.path());
    to.mark("link", "rel", "icon", "id", "icon", "href", face.icon());
    if (live) {
      to.open("script", "type", "module", "src", Assets.MODULE.path()).close();
      to.open("noscript").mark("meta", "http-equiv", "refresh", "content", "15").close();
    }
    to.close().open("body");
  }

  /** The way to the other pages. */
  static void navigation(Html to, String here) {
    to.open("nav", "aria-label", "Pages");
    to.put("a", "Holdfast", "class", "brand", "href", "/");
    to.put("a", "Now", "href", "/", "aria-current", here.equals("/") ? "page" : null);
    to.put(
        "a",
        "Incidents",
        "href",
        "/incidents",
        "aria-current",
        here.equals("/incidents") ? "page" : null);
    to.close();
  }

  /** A part of the page with its heading, to be replaced by its id. */
  static void section(Html to, String title, Part part, Moment moment) {
    to.open("section", "aria-labelledby", "h-" + part.id());
    to.put("h2", title, "id", "h-" + part.id());
    body(to, part, moment);
    to.close();
  }

  static void body(Html to, Part part, Moment moment) {
    to.open("div", "id", part.id());
    part.write(to, moment);
    to.close();
  }

  /** The foot, and the page's end. */
  static void end(Html to, String version, Instant at) {
    String minute = at.truncatedTo(ChronoUnit.MINUTES).toString();
    to.open("footer");
    to.put("span", "Holdfast " + version);
    to.open("span").text("drawn ");
    Times.at(to, at, at);
    to.text(" UTC").close();
    to.put("a", "link to this minute", "href", "/?at=" + minute, "id", "permalink");
    to.put("a", "API", "href", "/api");
    to.put("a", "OpenAPI", "href", "/api/v1/openapi.json");
    to.put("a", "metrics", "href", "/metrics");
    to.put("a", "one line", "href", "/situation.txt");
    to.put("a", "badge", "href", "/badge.svg");
    to.close().close().close();
  }
}
