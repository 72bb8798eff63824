package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.dashboard.Moment.Diary;
import dev.holdfast.gateway.page.PagerView;
import dev.holdfast.gateway.watch.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the page of this moment, once for everybody who looks at it. Nothing is drawn while nobody
 * looks.
 */
final class Board {
  private static final Map<Part, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put(new GearPart(), "Between you and the API");
    PARTS.put(new AlertPart(), "Paged, and not paged");
    PARTS.put(new FeedPart(), "What happened");
    PARTS.put(new CodePart(), "The codes");
    PARTS.put(new ReadingPart(), "Successes that are none");
  }

  private static final Part FACTS = new BandPart();
  private static final Part UPSTREAM = new UpstreamPart();
  private static final Part CHART = new ChartPart();

  private final Sources sources;
  private final String version;

  /** The last page, and what it was drawn of. */
  private volatile @Nullable Drawn last;

  private record Drawn(Picture picture, Diary diary, String page) {}

  /**
   * Where the facts come from. Each is asked on worker threads and must be quick.
   *
   * @param picture the situation
   * @param gear what stands between the calls and the upstream
   * @param pager alerts; null if nobody looks for them
   * @param diary what happened lately, as far as it is known
   * @param sightings errors and readings seen last
   */
  record Sources(
      Supplier<Picture> picture,
      Supplier<Gear> gear,
      @Nullable Supplier<PagerView> pager,
      Supplier<Diary> diary,
      Sightings sightings) {}

  Board(Sources sources, String version) {
    this.sources = sources;
    this.version = version;
  }

  /** All that is to be shown now. */
  Moment moment() {
    Picture picture = sources.picture().get();
    Supplier<PagerView> pager = sources.pager();
    return new Moment(
        picture,
        sources.gear().get(),
        pager == null ? null : pager.get(),
        sources.diary().get(),
        sources.sightings().seen(picture.situation().at()),
        version);
  }

  /** The whole page. */
  @SuppressWarnings("ReferenceEquality") // Drawn of the very same facts: equal ones would do too.
  String page() {
    Drawn drawn = last;
    boolean fresh =
        drawn != null
            && drawn.picture() == sources.picture().get()
            && drawn.diary() == sources.diary().get();
    if (drawn != null && fresh) {
      return drawn.page();
    }
    Moment moment = moment();
    String page = page(moment);
    last = new Drawn(moment.picture(), moment.diary(), page);
    return page;
  }

  static String page(Moment moment) {
    Face face = Face.of(moment.situation());
    Html to = new Html(false);
    Layout.begin(to, Layout.title(moment.situation()), face, true);
    to.open("header", "id", "band", "class", "band " + face.tone());
    to.open("div", "id", "verdict", "role", "status", "aria-live", "polite", "aria-atomic", "true");
    BandPart.verdict(to, moment.situation());
    to.close();
    to.open("p", "id", "stale", "class", "stale", "hidden", "").close();
    Layout.body(to, FACTS, moment);
    Layout.navigation(to, "/");
    to.close().open("main");
    to.open("section", "aria-labelledby", "h-upstream", "class", "upstream");
    to.put("h2", "Anthropic says", "id", "h-upstream");
    Layout.body(to, UPSTREAM, moment);
    to.close();
    Layout.section(to, "Your calls, last 60 minutes", CHART, moment);
    PARTS.forEach((part, title) -> {
      to.open("section", "aria-labelledby", "h-" + part.id());
      to.put("h2", title, "id", "h-" + part.id());
      if (part instanceof FeedPart) {
        FeedPart.chips(to);
      }
      Layout.body(to, part, moment);
      to.close();
    });
    to.close();
    Layout.end(to, moment.version(), moment.now());
    return "<!doctype html>" + to;
  }

  /** What a script puts in place of what the page has, by id. */
  static Map<String, String> parts(Moment moment) {
    Map<String, String> parts = new LinkedHashMap<>();
    Html verdict = new Html(true);
    BandPart.verdict(verdict, moment.situation());
    parts.put("verdict", verdict.toString());
    List<Part> all = new ArrayList<>(List.of(FACTS, UPSTREAM, CHART));
    all.addAll(PARTS.keySet());
    for (Part part : all) {
      Html to = new Html(true);
      part.write(to, moment);
      parts.put(part.id(), to.toString());
    }
    return parts;
  }
}
