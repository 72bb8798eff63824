package dev.holdfast.gateway.dashboard;

import dev.holdfast.event.Listener;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.history.History;
import dev.holdfast.gateway.history.Incidents;
import dev.holdfast.gateway.page.PagerView;
import dev.holdfast.gateway.watch.Situations;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is served for people. */
public final class Dashboard {
  private static final long FEED_MILLIS = 2_000;

  private final Situations situations;
  private final Memory memory;
  private final Supplier<Gear> gear;
  private final @Nullable Supplier<PagerView> pager;
  private final Sightings sightings = new Sightings();
  private final String version;

  /** What is known of the past. */
  public record Memory(History history, Incidents incidents, InstantSource clock) {}

  /**
   * A dashboard.
   *
   * @param gear what stands between the calls and the upstream, at this moment
   * @param pager alerts; null if nobody looks for them
   */
  public Dashboard(
      Situations situations,
      Memory memory,
      Supplier<Gear> gear,
      @Nullable Supplier<PagerView> pager,
      String version) {
    this.situations = situations;
    this.memory = memory;
    this.gear = gear;
    this.pager = pager;
    this.version = version;
  }

  /** What must hear of calls. */
  public Listener listener() {
    return sightings;
  }

  /** All pages. */
  public List<Page> pages(Vertx vertx) {
    FeedWindow feed = new FeedWindow(memory.history(), memory.clock());
    Board board =
        new Board(new Board.Sources(situations::last, gear, pager, feed::last, sightings), version);
    Streams streams = new Streams(vertx, board);
    situations.show(picture -> streams.tell());
    vertx.setPeriodic(
        FEED_MILLIS,
        tick -> {
          if (streams.watched()) {
            vertx.executeBlocking(() -> read(feed));
          }
        });
    Archive archive = new Archive(memory.history(), memory.incidents());
    return List.of(
        new NowPage(vertx, board, feed, new Past(memory, version)),
        new EmbedPage(situations::last),
        new IncidentsPage(vertx, situations::last, archive, version),
        streams,
        Assets.CSS,
        Assets.MODULE,
        Assets.OPENAPI);
  }

  private static boolean read(FeedWindow feed) {
    feed.read();
    return true;
  }
}
